import { stat } from 'node:fs/promises';
import { slugOf } from './addresses.ts';
import { isMissing, readCurrentKey, readSigningKey, UnusableSigningKey, unreadable } from './read-signing-key.ts';
import { enteKeys, type KeyLog, type SigningKey, type SigningKeys } from './signing-key.ts';
import { nextKeyFiles, type SigningKeyFiles, signingKeyFiles } from './signing-key-files.ts';

/** What is different once a file was written again; null where there is none. */
const stampOf = async (file: string): Promise<string | null> => {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw unreadable(file, cause);
  }
};

/** Reads a key when it is first asked for, and again when its files have changed. */
const makeKeptKey = (log: KeyLog) => {
  const kept = new Map<string, { readonly stamp: string; readonly key: SigningKey | null }>();
  const told = new Map<string, string>();
  return async (files: SigningKeyFiles, read: () => Promise<SigningKey | null>): Promise<SigningKey | null> => {
    const before = kept.get(files.key);
    try {
      const stamp = (await Promise.all([stampOf(files.key), stampOf(files.certificate)])).join(', ');
      if (before?.stamp === stamp) return before.key;
      const key = await read();
      kept.set(files.key, { stamp, key });
      told.delete(files.key);
      return key;
    } catch (error) {
      if (!(error instanceof UnusableSigningKey)) throw error;
      // Said once, not with each request.
      if (told.get(files.key) !== error.message) log.error({ err: error }, 'a key of an ente cannot be used');
      told.set(files.key, error.message);
      return before?.key ?? null;
    }
  };
};

/**
 * The keys in `<directory>/<slug>/<federation>.key.pem` and `.crt.pem`, and those that will follow in `<federation>.next.…`.
 *
 * While a key and its certificate do not belong together, as when somebody is just writing them, those before stay in use; where
 * there were none there is none. The log is told.
 */
export const makeFileSigningKeys = (directory: string, log: KeyLog): SigningKeys => {
  const kept = makeKeptKey(log);
  return async (settings) => {
    const [slug, { federation }] = [slugOf(settings), settings];
    const nextFiles = nextKeyFiles(directory, slug, federation);
    const current = await kept(signingKeyFiles(directory, slug, federation), () =>
      readCurrentKey(directory, slug, federation),
    );
    if (current === null) return null;
    return enteKeys(current, await kept(nextFiles, () => readSigningKey(nextFiles)));
  };
};
