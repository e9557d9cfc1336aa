import { hkdfSync, randomBytes } from 'node:crypto';
import type { TenantId } from '@stanza/core';
import { z } from 'zod';

const KEY_BYTES = 32;
const ID_BYTES = 8;
const SENTENCE =
  'deve essere una chiave di 32 byte casuali in base64, come quella di «openssl rand -base64 32», o più di una separate da virgole';

/** One of the keys of `STORAGE_KEY`: 32 random bytes. */
const storageKeySchema = z
  .string()
  .transform((text): Uint8Array => Buffer.from(text.trim(), 'base64'))
  .refine((bytes) => bytes.length === KEY_BYTES)
  .brand<'StorageKey'>();

export type StorageKey = z.infer<typeof storageKeySchema>;

/** The first seals what is stored from now on, the others still open what they have sealed. */
export type StorageKeys = readonly [StorageKey, ...StorageKey[]];

/** `STORAGE_KEY`: keys in base64, separated by commas. The sentence follows the name of the setting and never repeats the value. */
export const storageKeysSchema = z.string({ error: SENTENCE }).transform((text, context): StorageKeys => {
  const keys = z.tuple([storageKeySchema], storageKeySchema).safeParse(text.split(','));
  if (keys.success) return keys.data;
  context.addIssue({ code: 'custom', message: SENTENCE });
  return z.NEVER;
});

/** A new key, as `STORAGE_KEY` holds it. */
export const newStorageKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/** What one ente's files are sealed with. */
export interface TenantStorageKey {
  /** Says by which of the keys of the settings a file is opened; it tells nothing of the key. */
  readonly id: Uint8Array;
  readonly bytes: Uint8Array;
}

const derived = (from: Uint8Array, purpose: string, length: number): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', from, '', purpose, length));

/** The key of an ente (RFC 5869): whoever learns it reads nothing of another. */
export const tenantStorageKey = (key: StorageKey, tenantId: TenantId): TenantStorageKey => ({
  id: derived(key, 'stanza storage id 1', ID_BYTES),
  bytes: derived(key, `stanza storage tenant 1 ${tenantId}`, KEY_BYTES),
});
