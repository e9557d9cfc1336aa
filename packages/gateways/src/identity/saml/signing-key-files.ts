import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Federation } from '@stanza/core';
import type { SigningKey } from './signing-key.ts';

/** Where the key of an ente in a federation is. */
export interface SigningKeyFiles {
  readonly key: string;
  readonly certificate: string;
}

/** @param slug path of the ente on the portal */
export const signingKeyFiles = (directory: string, slug: string, federation: Federation): SigningKeyFiles => ({
  key: join(directory, slug, `${federation}.key.pem`),
  certificate: join(directory, slug, `${federation}.crt.pem`),
});

/** Only who runs the portal reads a private key. */
const [KEY_MODE, FOLDER_MODE] = [0o600, 0o700];

/**
 * Keeps a key, whose private part this user alone can read. Nothing is overwritten.
 * @throws the error of the file system, EEXIST where one of the files is there; then neither is written
 */
export const keepSigningKey = async (files: SigningKeyFiles, key: SigningKey): Promise<void> => {
  await mkdir(dirname(files.key), { recursive: true, mode: FOLDER_MODE });
  await writeFile(files.key, key.privateKeyPem, { flag: 'wx', mode: KEY_MODE });
  await writeFile(files.certificate, key.certificatePem, { flag: 'wx' }).catch(async (error: unknown) => {
    await rm(files.key);
    throw error;
  });
};
