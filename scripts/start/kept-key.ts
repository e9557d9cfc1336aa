import { readFile, writeFile } from 'node:fs/promises';
import { hasErrorCode } from '../error-code.ts';
import { UserFacingError } from '../user-facing-error.ts';

/** A key that is made at the first start and kept in the folder of the data, where no setting gives it. */
export interface KeptKey {
  /** Absolute path of the file. */
  readonly file: string;
  readonly isValid: (text: string) => boolean;
  /** What the person at the terminal is told when there is no such file. */
  readonly missing: string;
  /** What they are told when there is something else in it. */
  readonly wrong: string;
}

/** Readable by this user alone. */
const MODE = 0o600;

/** @throws UserFacingError when there is no key, or the file holds none */
export const readKeptKey = async ({ file, isValid, missing, wrong }: KeptKey): Promise<string> => {
  const kept = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UserFacingError(missing, { cause });
  });
  if (!isValid(kept.trim())) throw new UserFacingError(wrong);
  return kept.trim();
};

/** Puts a new key there, unless there is one. */
export const makeKeptKey = (file: string, key: string): Promise<void> =>
  writeFile(file, key, { flag: 'wx', mode: MODE }).catch((error: unknown) => {
    if (!hasErrorCode(error, 'EEXIST')) throw error;
  });
