import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { SESSION_COOKIES } from './sessions.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** With the nonce and the tag it fits the longest value that `queryText` reads. */
const MAX_BYTES = 120;

/** As much of a text as fits, no character of it broken. */
const fitting = (text: string): Uint8Array => {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(MAX_BYTES));
  return Buffer.from(text.slice(0, read));
};

/** Nobody but who holds the session of this office can make it; the server forgets it with the session. */
const keyOf = (request: FastifyRequest): Uint8Array => {
  const token = request.cookies[SESSION_COOKIES.operator];
  if (token === undefined) throw new Error(`${request.routeOptions.url} is not behind the operator's gate`);
  return new Uint8Array(hkdfSync('sha256', token, '', 'stanza: sealed text', 32));
};

/**
 * Text that names a person, as it may stand in an address of the office: the history of a browser, the logs on the way and
 * whoever is sent the link see nothing of it (ADR 29). What is longer than fits is cut at a character.
 */
export const sealText = (request: FastifyRequest, text: string): string => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(request), nonce);
  const sealed = Buffer.concat([cipher.update(fitting(text)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
};

/** @returns null for what was not sealed in this session */
export const unsealText = (request: FastifyRequest, sealed: string): string | null => {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, keyOf(request), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString();
  } catch {
    return null;
  }
};
