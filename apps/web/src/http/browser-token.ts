import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** A new secret that a browser is known by: 32 random bytes in base64url. */
export const newBrowserToken = (): string => randomBytes(32).toString('base64url');

const TOKEN = /^[\w-]{43}$/u;

/** The secret in a cookie of this name; null when there is none, or something else. */
export const browserTokenIn = (request: FastifyRequest, cookie: string): string | null => {
  const token = request.cookies[cookie];
  return token !== undefined && TOKEN.test(token) ? token : null;
};

/** What is kept of it: SHA-256 (hex). Who reads the table cannot use it. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
