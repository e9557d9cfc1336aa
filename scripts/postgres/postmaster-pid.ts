import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A server that is still shutting down, after its supervisor was killed, is gone within this time. */
const SHUTDOWN_GRACE_MS = 5_000;

/**
 * Looks whether a PostgreSQL server is at work in `dataDir`, giving one that is shutting down the time to finish.
 *
 * PostgreSQL itself discards a `postmaster.pid` whose process is gone, but after a reboot the number may belong to any
 * other program of the same user and it would refuse to start: such a file is removed here.
 */
export async function isClusterRunning(dataDir: string): Promise<boolean> {
  if (process.platform === 'win32') return false; // no way to ask whose number it is: PostgreSQL's own check decides
  const deadline = Date.now() + SHUTDOWN_GRACE_MS;
  while (await hasLivePostmaster(dataDir)) {
    if (Date.now() > deadline) return true;
    await delay(100);
  }
  return false;
}

async function hasLivePostmaster(dataDir: string): Promise<boolean> {
  const file = join(dataDir, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0)) return false;
  if ((await programOf(pid)) === 'postgres') return true;
  await rm(file, { force: true });
  return false;
}

/** The name of the program that a process runs; undefined when there is no such process. */
async function programOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
    // The first word alone: any other program may have "postgres" among its arguments.
    return command === undefined ? undefined : basename(command.split('\0', 1)[0] ?? '');
  }
  return run('ps', ['-p', String(pid), '-o', 'comm=']).then(
    ({ stdout }) => basename(stdout.trim()),
    () => undefined,
  );
}
