import Tokens from '@fastify/csrf';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inOffice } from './request-facts.ts';

/** The name of the token among a form's fields. */
export const CSRF_FIELD = '_csrf';

export interface Csrf {
  /**
   * The token for the forms of a page; gives the browser its secret when it has none. Empty outside the enti, where no
   * page has a form that changes anything.
   */
  token(request: FastifyRequest, reply: FastifyReply): string;
  verify(request: FastifyRequest, token: string | undefined): boolean;
  /** A new secret at the next page: forms made before a sign-in or sign-out are no longer good. */
  rotate(request: FastifyRequest, reply: FastifyReply): void;
}

/** The names of the cookies that hold the secret of a browser's tokens. */
export const CSRF_COOKIES = { citizen: 'stanza_csrf', operator: 'stanza_csrf_operatori' } as const;

/** The cookie of the secret: one for each ente and role, like the sessions, so that none of them spoils another's forms. */
const cookieOf = (request: FastifyRequest): { readonly name: string; readonly path: string } | null => {
  if (request.ente === null) return null;
  const path = `/${request.ente.slug}`;
  return inOffice(request)
    ? { name: CSRF_COOKIES.operator, path: `${path}/operatori` }
    : { name: CSRF_COOKIES.citizen, path };
};

/** Double-submit tokens: a secret in an HttpOnly cookie, a salted hash of it in every form. */
export const makeCsrf = ({ secure }: { readonly secure: boolean }): Csrf => {
  const tokens = Tokens();
  const options = { httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    token(request, reply) {
      const cookie = cookieOf(request);
      // Who comes from elsewhere comes without cookies: a new secret would spoil the forms that they have open.
      if (cookie === null || request.routeOptions.config.csrf === 'signed') return '';
      const known = request.cookies[cookie.name];
      if (known !== undefined) return tokens.create(known);
      const secret = tokens.secretSync();
      reply.setCookie(cookie.name, secret, { ...options, path: cookie.path });
      // Two forms rendered by one request must share the secret.
      request.cookies[cookie.name] = secret;
      return tokens.create(secret);
    },
    verify(request, token) {
      const cookie = cookieOf(request);
      const secret = cookie === null ? undefined : request.cookies[cookie.name];
      return secret !== undefined && token !== undefined && tokens.verify(secret, token);
    },
    rotate(request, reply) {
      const cookie = cookieOf(request);
      if (cookie === null) return;
      reply.clearCookie(cookie.name, { ...options, path: cookie.path });
      // A page that is shown by the same request gets the new one.
      delete request.cookies[cookie.name];
    },
  };
};
