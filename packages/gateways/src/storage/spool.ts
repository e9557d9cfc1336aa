import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Writes all of `source` to the disk, and hands it on from there: whoever sends slowly then holds nothing but a file. The file has
 * no name, so that the system takes it away with the process, however that ends.
 * @param use gets the same bytes, which are gone when it has ended
 * @throws what `source` or `use` throws
 */
export const spooled = async <T>(
  source: AsyncIterable<Uint8Array>,
  use: (content: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> => {
  const path = join(tmpdir(), `stanza-spool-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await rm(path);
    for await (const chunk of source) await file.writeFile(chunk);
    return await use(file.createReadStream({ start: 0, autoClose: false }));
  } finally {
    await file.close();
  }
};
