import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../fixtures/signed');

/** What was signed in the files of `fixtures/signed`. */
export const SIGNED_DOCUMENT = Buffer.from('%PDF-1.7\nUna risposta.\n');

/** A file that OpenSSL signed, by its name in `fixtures/signed`. */
export const signedVector = async (name: string): Promise<Uint8Array> =>
  Uint8Array.from(Buffer.from(await readFile(join(FOLDER, `${name}.base64`), 'utf8'), 'base64'));

/** A certificate of an authority of `fixtures/signed`, in PEM. */
export const authorityPem = (name: 'root' | 'issuing' | 'other'): Promise<string> =>
  readFile(join(FOLDER, `${name}.pem`), 'utf8');
