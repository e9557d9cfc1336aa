import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A server that is still shutting down, after its supervisor was killed, is gone within this time. */
const SHUTDOWN_GRACE_MS = 5_000;

/** After this a server that was told to stop is told again, without finishing anything. */
const STOP_GRACE_MS = 15_000;

/**
 * Looks whether a PostgreSQL server is at work in `dataDir`, giving one that is shutting down the time to finish.
 *
 * @returns its process number; undefined when there is none
 *
 * PostgreSQL itself discards a `postmaster.pid` whose process is gone, but after a reboot the number may belong to any
 * other program of the same user and it would refuse to start: such a file is removed here.
 */
export async function runningPostmaster(dataDir: string): Promise<number | undefined> {
  if (process.platform === 'win32') return undefined; // no way to ask whose number it is: PostgreSQL's own check decides
  return waitForEnd(dataDir, SHUTDOWN_GRACE_MS);
}

/** Stops, in order, the server that is at work in `dataDir`, and waits for it; harmless when there is none. */
export async function stopPostmaster(dataDir: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const pid = await livePostmaster(dataDir);
    if (pid === undefined) return;
    process.kill(pid, signal);
    await waitForEnd(dataDir, STOP_GRACE_MS);
  }
}

/** Waits until no server is at work. @returns the process number of the one that still is when the time is over */
async function waitForEnd(dataDir: string, graceMs: number): Promise<number | undefined> {
  const deadline = Date.now() + graceMs;
  let pid = await livePostmaster(dataDir);
  while (pid !== undefined && Date.now() <= deadline) {
    await delay(100);
    pid = await livePostmaster(dataDir);
  }
  return pid;
}

/** The process number of the server that is at work in `dataDir` at this moment; undefined when there is none. */
export async function livePostmaster(dataDir: string): Promise<number | undefined> {
  const file = join(dataDir, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0)) return undefined;
  if ((await programOf(pid)) === 'postgres') return pid;
  await rm(file, { force: true });
  return undefined;
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
