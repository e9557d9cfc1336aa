import { randomBytes } from 'node:crypto';
import { z } from 'zod';

const KEY_BYTES = 32;
const SENTENCE = 'deve essere una chiave di 32 byte casuali in base64, come quella di «openssl rand -base64 32»';

/** `STANZA_SECRET_KEY`: 32 random bytes in base64. The sentence follows the name of the setting and never repeats the value. */
export const secretKeySchema = z
  .string({ error: SENTENCE })
  .transform((text): Uint8Array => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === KEY_BYTES, {
    error: SENTENCE,
  })
  .brand<'SecretKey'>();

/** The key of a portal. */
export type SecretKey = z.infer<typeof secretKeySchema>;

/** A new key, as `STANZA_SECRET_KEY` holds it. */
export const newSecretKey = (): string => randomBytes(KEY_BYTES).toString('base64');
