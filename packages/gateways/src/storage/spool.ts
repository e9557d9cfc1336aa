import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes all of `source` to the disk, and hands it on from there: whoever sends slowly then holds nothing but a file. The file loses its
 * name at once, so that the system takes it away with the process.
 * @param directory absolute path; created when needed
 * @param use gets a way to read the same bytes, which are gone when it has ended
 * @throws what `source` or `use` throws
 */
export const spooled = async <T>(
  directory: string,
  source: AsyncIterable<Uint8Array>,
  use: (read: () => AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, randomUUID());
  const file = await open(path, 'wx+', 0o600);
  try {
    await rm(path);
    for await (const chunk of source) await file.writeFile(chunk);
    return await use(() => file.createReadStream({ start: 0, autoClose: false }));
  } finally {
    await file.close();
  }
};
