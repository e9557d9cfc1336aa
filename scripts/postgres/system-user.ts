import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { UserFacingError } from '../user-facing-error.ts';

const run = promisify(execFile);

/** Who PostgreSQL runs as; empty when it runs as whoever started this process. */
export type SystemUser = { uid: number; gid: number } | Record<string, never>;

/**
 * PostgreSQL refuses to run as root: there, the system user `postgres` is used and created when missing.
 *
 * @throws UserFacingError when the user is missing and cannot be created
 */
export async function postgresSystemUser(): Promise<SystemUser> {
  if (process.getuid?.() !== 0) return {};
  try {
    return await idsOfPostgres();
  } catch {
    return createPostgresUser();
  }
}

async function createPostgresUser(): Promise<SystemUser> {
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return await idsOfPostgres();
  } catch (error) {
    throw new UserFacingError(
      'PostgreSQL non può girare come root e non è stato possibile creare l’utente di sistema «postgres»: avviate il programma con un altro utente oppure indicate un server con DATABASE_URL.',
      { cause: error },
    );
  }
}

async function idsOfPostgres(): Promise<SystemUser> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
  );
  if (uid === undefined || gid === undefined) throw new Error('id gave no numbers for the user postgres');
  return { uid, gid };
}

/**
 * Checks that the system user can get to the folders it needs; the kernel is asked, because mode bits alone do not know
 * about access lists.
 *
 * @param paths absolute paths of existing files or folders
 * @throws UserFacingError naming the first one out of reach (typically a project kept under /root)
 */
export async function assertReachable(user: SystemUser, paths: readonly string[]): Promise<void> {
  if (!('uid' in user)) return;
  for (const path of paths) {
    try {
      await run('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...user, cwd: '/' });
    } catch (error) {
      throw new UserFacingError(
        `L’utente di sistema «postgres» non può entrare in ${dirname(path)}: spostate il progetto in una cartella leggibile da tutti (non sotto /root), avviatelo con un altro utente oppure indicate un server con DATABASE_URL.`,
        { cause: error },
      );
    }
  }
}
