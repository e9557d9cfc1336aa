import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { holdsSealedFiles, newStorageKey, storageKeysSchema } from '@stanza/gateways';
import type { StartConfig } from '../config.ts';
import { UserFacingError } from '../user-facing-error.ts';
import { makeKeptKey, readKeptKey } from './kept-key.ts';
import { attachmentsIn } from './prepare-folders.ts';

const COMPULSORY =
  'Impostazione mancante: in produzione serve STORAGE_KEY, la chiave con cui si cifrano i file, come quella di «openssl rand -base64 32». Conservatene una copia: senza di lei i file non si leggono più.';

/** A portal that was tried out before has files that only the key of the folder opens. */
const compulsory = (file: string): string =>
  existsSync(file)
    ? `${COMPULSORY} I file che ci sono già sono cifrati con la chiave in ${file}: mettete anche quella in STORAGE_KEY, dopo la nuova e una virgola.`
    : COMPULSORY;

/**
 * What the files are sealed with: the setting, else the key in the folder of the data, which is made at the first start. Not in
 * production: there nobody would know of a key without which a backup of the files is worth nothing (ADR 42). Nor where there
 * are files that were sealed with another.
 *
 * @returns as `STORAGE_KEY`
 * @throws UserFacingError when there must be a setting, the file of the folder holds no key, or a key is missing
 */
export async function prepareStorageKey({ storageKey, dataDir, mode }: StartConfig): Promise<string> {
  if (storageKey !== undefined) return storageKey;
  const file = join(dataDir, 'storage-key');
  if (mode === 'production') throw new UserFacingError(compulsory(file));
  if (!existsSync(file) && (await holdsSealedFiles(attachmentsIn(dataDir)))) {
    throw new UserFacingError(
      `Manca la chiave dei file del portale, che era nel file ${file} o in STORAGE_KEY: rimettetela. Senza di lei i file che ci sono non si leggono.`,
    );
  }
  await makeKeptKey(file, newStorageKey());
  const sentence = `Il file ${file} non contiene la chiave dei file del portale: rimettete quello di prima.`;
  return readKeptKey({
    file,
    isValid: (text) => storageKeysSchema.safeParse(text).success,
    missing: sentence,
    wrong: sentence,
  });
}
