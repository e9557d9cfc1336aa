import { join } from 'node:path';
import { newStorageKey, storageKeysSchema } from '@stanza/gateways';
import type { StartConfig } from '../config.ts';
import { UserFacingError } from '../user-facing-error.ts';
import { makeKeptKey, readKeptKey } from './kept-key.ts';

/**
 * What the files are sealed with: the setting, else the key in the folder of the data, which is made at the first start. Not in
 * production: there nobody would know of a key without which a backup of the files is worth nothing (ADR 42).
 *
 * @returns as `STORAGE_KEY`
 * @throws UserFacingError when there must be a setting, or the file of the folder holds no key
 */
export async function prepareStorageKey({ storageKey, dataDir, mode }: StartConfig): Promise<string> {
  if (storageKey !== undefined) return storageKey;
  if (mode === 'production') {
    throw new UserFacingError(
      'Impostazione mancante: in produzione serve STORAGE_KEY, la chiave con cui si cifrano i file, come quella di «openssl rand -base64 32». Conservatene una copia: senza di lei i file non si leggono più.',
    );
  }
  const file = join(dataDir, 'storage-key');
  await makeKeptKey(file, newStorageKey());
  const sentence = `Il file ${file} non contiene la chiave dei file del portale: rimettete quello di prima.`;
  return readKeptKey({
    file,
    isValid: (text) => storageKeysSchema.safeParse(text).success,
    missing: sentence,
    wrong: sentence,
  });
}
