import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Federation } from '@stanza/core';
import type { SigningKey } from './signing-key.ts';

/** Where a key of an ente in a federation is. */
export interface SigningKeyFiles {
  readonly key: string;
  readonly certificate: string;
}

const filesNamed = (directory: string, slug: string, name: string): SigningKeyFiles => ({
  key: join(directory, slug, `${name}.key.pem`),
  certificate: join(directory, slug, `${name}.crt.pem`),
});

/** The key that the ente signs with. @param slug path of the ente on the portal */
export const signingKeyFiles = (directory: string, slug: string, federation: Federation): SigningKeyFiles =>
  filesNamed(directory, slug, federation);

/** The key that will follow. */
export const nextKeyFiles = (directory: string, slug: string, federation: Federation): SigningKeyFiles =>
  filesNamed(directory, slug, `${federation}.next`);

/** A moment, to the millisecond, as names of files have it. */
const momentName = (at: Date): string => at.toISOString().replaceAll(/[-:.]/gu, '');

const pastNames = (federation: Federation): string => `${federation}.until-`;

/** A key that another one followed at that moment. */
export const pastKeyFiles = (directory: string, slug: string, federation: Federation, until: Date): SigningKeyFiles =>
  filesNamed(directory, slug, `${pastNames(federation)}${momentName(until)}`);

/**
 * Where a key with this certificate is kept already as a past one, as by a change that was cut off; its key may not be there yet.
 * @returns null when it is not
 * @throws the error of the file system
 */
export const keptPastKey = async (
  directory: string,
  slug: string,
  federation: Federation,
  certificatePem: string,
): Promise<SigningKeyFiles | null> => {
  const end = '.crt.pem';
  for (const file of await readdir(join(directory, slug))) {
    if (!file.startsWith(pastNames(federation)) || !file.endsWith(end)) continue;
    const files = filesNamed(directory, slug, file.slice(0, -end.length));
    if ((await readFile(files.certificate, 'utf8')) === certificatePem) return files;
  }
  return null;
};

/** A next key that was put aside at that moment, since it could not follow. */
const unusedKeyFiles = (directory: string, slug: string, federation: Federation, at: Date): SigningKeyFiles =>
  filesNamed(directory, slug, `${federation}.unused-${momentName(at)}`);

/**
 * Puts the next key of an ente aside, under a name with the moment: there can be another one.
 * @returns where it is from then on
 * @throws the error of the file system
 */
export const putNextKeyAside = async (
  directory: string,
  slug: string,
  federation: Federation,
  at: Date,
): Promise<SigningKeyFiles> => {
  const [next, unused] = [nextKeyFiles(directory, slug, federation), unusedKeyFiles(directory, slug, federation, at)];
  await rename(next.key, unused.key);
  await rename(next.certificate, unused.certificate);
  return unused;
};

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
