import { createPrivateKey, X509Certificate } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import type { Federation } from '@stanza/core';
import type { SigningKey } from './signing-key.ts';
import { nextKeyFiles, type SigningKeyFiles, signingKeyFiles } from './signing-key-files.ts';

/** A key is there and cannot be used; the message says which file and why, in Italian for who runs the portal. */
export class UnusableSigningKey extends Error {}

export const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

export const unreadable = (file: string, cause: unknown): UnusableSigningKey =>
  new UnusableSigningKey(`Il file ${file} non si può leggere.`, { cause });

const readIfThere = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').catch((cause: unknown) => {
    if (isMissing(cause)) return null;
    throw unreadable(file, cause);
  });

const parsed = <T>(file: string, parse: () => T): T => {
  try {
    return parse();
  } catch (cause) {
    throw new UnusableSigningKey(`Il file ${file} non contiene quello che dovrebbe, in PEM.`, { cause });
  }
};

/** A key and its certificate; null where neither is there. @throws UnusableSigningKey */
export const readSigningKey = async (files: SigningKeyFiles): Promise<SigningKey | null> => {
  const [privateKeyPem, certificatePem] = await Promise.all([readIfThere(files.key), readIfThere(files.certificate)]);
  if (privateKeyPem === null && certificatePem === null) return null;
  if (privateKeyPem === null || certificatePem === null) {
    const missing = privateKeyPem === null ? files.key : files.certificate;
    throw new UnusableSigningKey(`Manca il file ${missing}: chiave e certificato vanno insieme.`);
  }
  const key = parsed(files.key, () => createPrivateKey(privateKeyPem));
  const certificate = parsed(files.certificate, () => new X509Certificate(certificatePem));
  if (key.asymmetricKeyType !== 'rsa') throw new UnusableSigningKey(`La chiave ${files.key} non è RSA.`);
  if (!certificate.checkPrivateKey(key)) {
    throw new UnusableSigningKey(`Il certificato ${files.certificate} non è della chiave ${files.key}.`);
  }
  return { privateKeyPem, certificatePem };
};

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/**
 * A change of keys that was cut off in its middle (`activateNextKey`): the next key is in its place already, and its certificate
 * not yet. Null when there is none.
 */
export const halfActivated = async (
  directory: string,
  slug: string,
  federation: Federation,
): Promise<SigningKey | null> => {
  const [current, next] = [signingKeyFiles(directory, slug, federation), nextKeyFiles(directory, slug, federation)];
  if ((await isThere(next.key)) || !(await isThere(next.certificate))) return null;
  return readSigningKey({ key: current.key, certificate: next.certificate }).catch(() => null);
};

/** The key that an ente signs with; null where it has none. @throws UnusableSigningKey */
export const readCurrentKey = async (
  directory: string,
  slug: string,
  federation: Federation,
): Promise<SigningKey | null> => {
  try {
    return await readSigningKey(signingKeyFiles(directory, slug, federation));
  } catch (error) {
    const half = await halfActivated(directory, slug, federation);
    if (half === null) throw error;
    return half;
  }
};

/** The key that will follow, also one that is half in its place; null where there is none. @throws UnusableSigningKey */
export const readNextKey = async (
  directory: string,
  slug: string,
  federation: Federation,
): Promise<SigningKey | null> =>
  (await halfActivated(directory, slug, federation)) ?? readSigningKey(nextKeyFiles(directory, slug, federation));
