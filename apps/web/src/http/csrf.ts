import Tokens from '@fastify/csrf';
import type { FastifyReply, FastifyRequest } from 'fastify';

const COOKIE = 'stanza_csrf';

/** The name of the token among a form's fields. */
export const CSRF_FIELD = '_csrf';

export interface Csrf {
  /** The token for the forms of a page; gives the browser its secret when it has none. */
  token(request: FastifyRequest, reply: FastifyReply): string;
  verify(request: FastifyRequest, token: string | undefined): boolean;
  /** A new secret at the next page: forms made before a sign-in or sign-out are no longer good. */
  rotate(reply: FastifyReply): void;
}

/** Double-submit tokens: a secret in an HttpOnly cookie, a salted hash of it in every form. */
export const makeCsrf = ({ secure }: { readonly secure: boolean }): Csrf => {
  const tokens = Tokens();
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    token(request, reply) {
      const known = request.cookies[COOKIE];
      if (known !== undefined) return tokens.create(known);
      const secret = tokens.secretSync();
      reply.setCookie(COOKIE, secret, options);
      // Two forms rendered by one request must share the secret.
      request.cookies[COOKIE] = secret;
      return tokens.create(secret);
    },
    verify(request, token) {
      const secret = request.cookies[COOKIE];
      return secret !== undefined && token !== undefined && tokens.verify(secret, token);
    },
    rotate(reply) {
      reply.clearCookie(COOKIE, options);
    },
  };
};
