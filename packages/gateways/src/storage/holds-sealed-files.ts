import { open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { isStoredName } from './named-storage.ts';
import { isSealed, MARK_BYTES } from './sealed-stream.ts';

const isSealedFile = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MARK_BYTES), 0, MARK_BYTES, 0);
    return isSealed(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
};

/**
 * Whether some file in the folder of a storage is sealed, and so is lost without its key.
 * @param directory as that of `makeDirectoryStorage`; it need not be there
 */
export const holdsSealedFiles = async (directory: string): Promise<boolean> => {
  const folder = await opendir(directory, { recursive: true }).catch(() => null);
  if (folder === null) return false;
  for await (const entry of folder) {
    const isStored = entry.isFile() && isStoredName(entry.name);
    if (isStored && (await isSealedFile(join(entry.parentPath, entry.name)))) return true;
  }
  return false;
};
