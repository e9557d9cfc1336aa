import type { Federation, Tenant } from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browserTokenIn, hashOfToken, newBrowserToken } from './browser-token.ts';

/**
 * The cookies of a sign-in under way: by one a browser is known that has asked for it, longer than a request waits for its answer;
 * the other keeps an answer until it is confirmed.
 */
export const SIGN_IN_COOKIES = {
  mark: { name: 'stanza_accesso', minutes: 20 },
  entry: { name: 'stanza_ingresso', minutes: 10 },
} as const;

const tokenOf = (request: FastifyRequest): string | null => browserTokenIn(request, SIGN_IN_COOKIES.mark.name);

/**
 * Binds the answer of a provider to the browser that asked for it: otherwise a page of somebody else could bring their own answer
 * here in somebody's browser, who would then write into a stranger's room (ADR 38).
 */
export interface SignInMark {
  /** Marks a browser, unless it is: sign-ins in several tabs have one mark. @returns its hash, for the request */
  put(request: FastifyRequest, reply: FastifyReply, ente: Tenant, federation: Federation): string;
  /** The hash of the mark that the browser brings; null when it brings none. */
  hashOf(request: FastifyRequest): string | null;
}

/** @param secure the portal is on HTTPS: then a form of another site, which the answer is, brings the cookie along */
export const makeSignInMark = ({ secure }: { readonly secure: boolean }): SignInMark => ({
  put(request, reply, ente, federation) {
    const token = tokenOf(request) ?? newBrowserToken();
    reply.setCookie(SIGN_IN_COOKIES.mark.name, token, {
      path: `/${ente.slug}/${federation}`,
      maxAge: SIGN_IN_COOKIES.mark.minutes * 60,
      httpOnly: true,
      secure,
      // A browser takes `None` over HTTPS alone; in development the provider is on the same site.
      sameSite: secure ? 'none' : 'lax',
    });
    return hashOfToken(token);
  },
  hashOf(request) {
    const token = tokenOf(request);
    return token === null ? null : hashOfToken(token);
  },
});
