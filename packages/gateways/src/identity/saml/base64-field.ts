import { ok, type Result, type SignInRefusal } from '@stanza/core';
import { notValid } from './rules.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;
/** Line breaks that who encodes may set: one at every 64 characters. */
const LINE = 64;

/** The bytes of a field in base64, which may have line breaks. */
export const base64Bytes = (encoded: string, mostBytes: number): Result<Buffer, SignInRefusal> => {
  const mostCharacters = Math.ceil((mostBytes * 4) / 3 / LINE) * (LINE + 2);
  if (encoded.length > mostCharacters) return notValid('message_size');
  const base64 = encoded.replaceAll(/[\r\n]/gu, '');
  if (base64 === '' || !BASE64.test(base64)) return notValid('message_base64');
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length > mostBytes ? notValid('message_size') : ok(bytes);
};

/** The text of bytes in UTF-8. */
export const utf8Text = (bytes: Buffer): Result<string, SignInRefusal> => {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return notValid('message_encoding');
  }
};
