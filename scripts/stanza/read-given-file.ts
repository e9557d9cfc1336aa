import { readFile } from 'node:fs/promises';
import { UserFacingError } from '../user-facing-error.ts';

/** @throws UserFacingError when it cannot be read */
export const readTextFile = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UserFacingError(`Il file «${file}» non si può leggere.`, { cause });
  });

/**
 * What a JSON file of the commands holds.
 * @param example where the person at the terminal finds one that is right
 * @throws UserFacingError when it cannot be read, or is none
 */
export const readJsonFile = async (file: string, example: string): Promise<unknown> => {
  const content = await readTextFile(file);
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new UserFacingError(`Il file «${file}» non è JSON: vedi ${example}.`, { cause });
  }
};
