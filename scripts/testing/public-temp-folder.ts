import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes a temporary folder that the embedded PostgreSQL can get into even when it runs as another user than this
 * process, as it does under root. Whoever calls deletes it.
 */
export async function makePublicTempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stanza-test-'));
  await chmod(folder, 0o711);
  return folder;
}
