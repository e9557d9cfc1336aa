import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SecretBox } from '@stanza/core';
import type { SecretKey } from './secret-key.ts';

const CIPHER = 'aes-256-gcm';
/** As NIST SP 800-38D wants them. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** One key for each purpose (RFC 5869), so that what is learnt of one says nothing of the other. */
const subkey = (key: SecretKey, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, '', purpose, 32));

/** AES-256-GCM with the context as additional data, and HMAC-SHA-256. */
export const makeSecretBox = (key: SecretKey): SecretBox => {
  const sealing = subkey(key, 'stanza seal 1');
  const deriving = subkey(key, 'stanza derive 1');
  const hmac = (context: string): Buffer => createHmac('sha256', deriving).update(context).digest();
  return {
    seal(context, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, sealing, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(context, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, sealing, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
      try {
        const body = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    derive: (context) => hmac(context).toString('hex'),
    isDerived(context, candidate) {
      const [expected, given] = [Buffer.from(hmac(context).toString('hex')), Buffer.from(candidate)];
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
};
