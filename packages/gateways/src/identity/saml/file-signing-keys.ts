import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Federation } from '@stanza/core';
import type { SigningKey } from './signing-key.ts';
import { type SigningKeyFiles, signingKeyFiles } from './signing-key-files.ts';

/** A key is there and cannot be used; the message says which file and why, in Italian for who runs the portal. */
export class UnusableSigningKey extends Error {}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

/** What is different once a file was written again; null where there is none. */
const stampOf = async (file: string): Promise<string | null> => {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw new UnusableSigningKey(`Il file ${file} non si può leggere.`, { cause });
  }
};

const readPair = async (files: SigningKeyFiles): Promise<SigningKey> => {
  const read = (file: string) =>
    readFile(file, 'utf8').catch((cause: unknown) => {
      throw new UnusableSigningKey(`Il file ${file} non si può leggere.`, { cause });
    });
  const parsed = <T>(file: string, parse: () => T): T => {
    try {
      return parse();
    } catch (cause) {
      throw new UnusableSigningKey(`Il file ${file} non contiene quello che dovrebbe, in PEM.`, { cause });
    }
  };
  const [privateKeyPem, certificatePem] = [await read(files.key), await read(files.certificate)];
  const key = parsed(files.key, () => createPrivateKey(privateKeyPem));
  const certificate = parsed(files.certificate, () => new X509Certificate(certificatePem));
  if (!certificate.checkPrivateKey(key)) {
    throw new UnusableSigningKey(`Il certificato ${files.certificate} non è della chiave ${files.key}.`);
  }
  return { privateKeyPem, certificatePem };
};

/** The key of an ente, by its path on the portal, in a federation; null where it has none. @throws UnusableSigningKey */
export type FileSigningKeys = (slug: string, federation: Federation) => Promise<SigningKey | null>;

/**
 * The keys in `<directory>/<slug>/<federation>.key.pem` and `.crt.pem`. They are read when they are first asked for, and again
 * when their files have changed.
 */
export const makeFileSigningKeys = (directory: string): FileSigningKeys => {
  const known = new Map<string, { readonly stamp: string; readonly key: SigningKey }>();
  return async (slug, federation) => {
    const files = signingKeyFiles(directory, slug, federation);
    const [key, certificate] = await Promise.all([stampOf(files.key), stampOf(files.certificate)]);
    if (key === null && certificate === null) return null;
    if (key === null || certificate === null) {
      const missing = key === null ? files.key : files.certificate;
      throw new UnusableSigningKey(`Manca il file ${missing}: chiave e certificato vanno insieme.`);
    }
    const stamp = `${key} ${certificate}`;
    const before = known.get(files.key);
    if (before?.stamp === stamp) return before.key;
    const read = await readPair(files);
    known.set(files.key, { stamp, key: read });
    return read;
  };
};
