import { constants } from 'node:fs';
import { copyFile, readFile, rename } from 'node:fs/promises';
import type { Federation } from '@stanza/core';
import { halfActivated } from './read-signing-key.ts';
import { keptPastKey, nextKeyFiles, pastKeyFiles, type SigningKeyFiles, signingKeyFiles } from './signing-key-files.ts';

/**
 * Copies the current key to where the past ones are, to one place also when this is done again after it was cut off: the certificate,
 * which comes first, says where that was.
 */
const keep = async (
  current: SigningKeyFiles,
  {
    directory,
    slug,
    federation,
    at,
  }: { readonly directory: string; readonly slug: string; readonly federation: Federation; readonly at: Date },
): Promise<SigningKeyFiles> => {
  const kept = await keptPastKey(directory, slug, federation, await readFile(current.certificate, 'utf8'));
  const past = kept ?? pastKeyFiles(directory, slug, federation, at);
  if (kept === null) await copyFile(current.certificate, past.certificate, constants.COPYFILE_EXCL);
  await copyFile(current.key, past.key);
  return past;
};

/**
 * Puts the next key of an ente in the place of the current one, which is kept under a name with the moment; both have to be there.
 *
 * No file system renames two files at once. The old key is copied first; between the two renames the portal takes the new key
 * with the certificate that still waits. Whatever cuts this off, doing it again brings it to its end.
 * @returns where the old key is; null when a change that had been cut off was ended, which had kept it already
 * @throws the error of the file system
 */
export const activateNextKey = async (
  directory: string,
  slug: string,
  federation: Federation,
  at: Date,
): Promise<SigningKeyFiles | null> => {
  const current = signingKeyFiles(directory, slug, federation);
  const next = nextKeyFiles(directory, slug, federation);
  if ((await halfActivated(directory, slug, federation)) !== null) {
    await rename(next.certificate, current.certificate);
    return null;
  }
  const past = await keep(current, { directory, slug, federation, at });
  await rename(next.key, current.key);
  await rename(next.certificate, current.certificate);
  return past;
};
