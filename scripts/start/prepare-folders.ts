import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserFacingError } from '../user-facing-error.ts';

/** Where the files are, in the folder of the data. */
export const attachmentsIn = (dataDir: string): string => join(dataDir, 'attachments');

/**
 * Creates the folders of the data, unless they are there; the citizens' attachments can be read by this user alone.
 *
 * @throws UserFacingError when the place cannot be written
 */
export async function prepareFolders(dataDir: string): Promise<{ storageDir: string }> {
  const storageDir = attachmentsIn(dataDir);
  try {
    await mkdir(dataDir, { recursive: true });
    await mkdir(storageDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UserFacingError(`Non è possibile scrivere nella cartella ${dataDir}: controllate DATA_DIR.`, {
      cause: error,
    });
  }
  return { storageDir };
}
