import type { PagopaSimulator } from '@stanza/pagopa-simulator';
import type { StartConfig } from '../config.ts';
import { UserFacingError } from '../user-facing-error.ts';
import { assertPortFree } from './check-port.ts';
import { type Child, startChild } from './child.ts';
import { childEnvironment, WEB_MAIN, WORKER_MAIN, webEnvironment } from './child-environment.ts';
import { sayCodesOnEnter } from './demo-codes.ts';
import { startDemoPayments } from './demo-payments.ts';
import { openDatabase, type PortalDatabase } from './open-database.ts';
import { prepareFolders } from './prepare-folders.ts';
import { prepareSecretKey } from './prepare-secret-key.ts';
import { prepareStorageKey } from './prepare-storage-key.ts';
import type { Say } from './say.ts';
import { seedPortal } from './seed-portal.ts';
import { welcome } from './welcome.ts';

/**
 * Runs the whole portal (database, web, worker) until `signal` is aborted, then stops everything in order: web and
 * worker first, which still need the database to finish what they are doing, then the embedded database.
 *
 * Whatever happens, nothing that was started here is running when the promise settles.
 *
 * @param say prints one line for the person at the terminal
 * @throws UserFacingError when something cannot start, or ends by itself
 */
export async function runPortal(config: StartConfig, say: Say, signal: AbortSignal): Promise<void> {
  let database: PortalDatabase | undefined;
  let children: readonly Child[] = [];
  let payments: PagopaSimulator | undefined;
  const interruption = new Promise<void>((fulfil) => signal.addEventListener('abort', () => fulfil()));
  try {
    await assertPortFree(config.host, config.port);
    const { storageDir } = await prepareFolders(config.dataDir);
    const secretKey = await prepareSecretKey(config);
    const storageKey = await prepareStorageKey(config);

    database = await openDatabase(config, say);
    const credentials = await seedPortal(config, database.adminUrl, secretKey, say);
    if (signal.aborted) return;
    // Where the demonstration is there is somebody to pay.
    if (credentials.length > 0) payments = await startDemoPayments(config, database.adminUrl, secretKey);

    const environment = childEnvironment(config, database, storageDir, { secretKey, storageKey });
    const ofWeb = { ...environment, ...webEnvironment(config) };
    children = [startChild('web', WEB_MAIN, ofWeb), startChild('worker', WORKER_MAIN, environment)];
    await Promise.race([Promise.all(children.map(({ ready }) => ready)), interruption]);
    if (signal.aborted) return;

    welcome(say, config, credentials, payments?.url ?? null);
    sayCodesOnEnter(say, credentials, signal);
    await Promise.race([interruption, firstToEnd([...children, database])]);
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await payments?.close();
    await database?.stop();
  }
}

/** Rejects when one of them ends, which before an interruption none should. */
async function firstToEnd(parts: readonly { name: string; ended: Promise<void> }[]): Promise<never> {
  const name = await Promise.race(parts.map(({ name, ended }) => ended.then(() => name)));
  throw new UserFacingError(`Il processo «${name}» si è chiuso da solo: il portale si ferma.`);
}
