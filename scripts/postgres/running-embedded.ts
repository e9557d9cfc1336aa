import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { livePostmaster } from './postmaster-pid.ts';

/** The line of `postmaster.pid` that holds the port (PostgreSQL, `miscadmin.h`). */
const PORT_LINE = 3;

/**
 * The embedded server that `npm start` is running on a folder of data.
 * @returns connection string of the superuser; null when no server is at work there
 */
export async function runningEmbedded(dataDir: string): Promise<string | null> {
  if ((await livePostmaster(dataDir)) === undefined) return null;
  const [pidFile, password] = await Promise.all([
    readFile(join(dataDir, 'postmaster.pid'), 'utf8'),
    readFile(`${dataDir}.password`, 'utf8'),
  ]);
  const port = pidFile.split('\n')[PORT_LINE]?.trim() ?? '';
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}
