import { execFile } from 'node:child_process';
import { access, chown, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SystemUser } from './system-user.ts';

const run = promisify(execFile);

/** What `initialiseCluster` needs: absolute paths, and the password of the superuser `postgres`. */
export interface InitialiseOptions {
  readonly initdb: string;
  readonly dataDir: string;
  readonly password: string;
  readonly user: SystemUser;
  /** False only for throw-away clusters: nothing is forced to disk. */
  readonly durable: boolean;
}

/**
 * Creates the PostgreSQL cluster in `dataDir`, unless there is one already.
 *
 * It is made beside its place and then renamed: an interrupted creation leaves no half cluster behind, and of two at
 * once one wins. Text is UTF-8 and compared by the collation built into PostgreSQL, the same on every system.
 */
export async function initialiseCluster({
  initdb,
  dataDir,
  password,
  user,
  durable,
}: InitialiseOptions): Promise<void> {
  if (await exists(join(dataDir, 'PG_VERSION'))) return;
  const draft = await mkdtemp(`${dataDir}.new-`);
  const passwordFile = `${draft}.password`;
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if ('uid' in user) {
      await chown(draft, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    await run(
      initdb,
      [
        `--pgdata=${draft}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...user, cwd: '/', timeout: 120_000 },
    );
    await rename(draft, dataDir);
  } catch (error) {
    if (!(await exists(join(dataDir, 'PG_VERSION')))) throw error;
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
