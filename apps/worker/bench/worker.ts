/**
 * `npm run bench:worker`: how many jobs a worker does in a second when each practice is registered with the built-in registry, with its
 * documents, its receipt and its mails; and how many empty ones in the same run, on the same PostgreSQL with fsync.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULT_DRAFT_DAYS } from '@stanza/core';
import { loadTerritory } from '@stanza/gateways';
import { testSecretKey, testStorage } from '@stanza/gateways/testing';
import { inTenant, makePool, migrate, type Pool } from '@stanza/postgres';
import type { TaskList } from 'graphile-worker';
import pino from 'pino';
import { startEmbeddedPostgres } from '../../../scripts/postgres/embedded.ts';
import { makePublicTempFolder } from '../../../scripts/testing/public-temp-folder.ts';
import { makeContainer } from '../src/composition/container.ts';
import * as t from '../src/composition/tokens.ts';
import { CONCURRENCY, runWorker, type WorkerParts } from '../src/run-worker.ts';
import { openJourney } from '../src/testing/journey.ts';

const WARM_UP = 20;
const PRACTICES = 200;
const EMPTY_JOBS = 2_000;
const LOOK_MS = 20;
const CITIZEN = 'anna-bianchi';

const LEFT = 'select count(*)::int as left from graphile_worker.jobs where task_identifier = any($1)';
const FILL =
  "select graphile_worker.add_job('empty', json_build_object('index', index)) from generate_series(1, $1) index";

interface Measured {
  readonly seconds: number;
  /** Of this process, user and system, in seconds. */
  readonly cpu: number;
}

/** Runs the worker until no job of these tasks is left. */
const workOff = async (admin: Pool, parts: WorkerParts, names: readonly string[]): Promise<Measured> => {
  const worker = await runWorker(parts);
  const [start, before] = [performance.now(), process.cpuUsage()];
  for (;;) {
    const { rows } = await admin.query<{ left: number }>(LEFT, [names]);
    if (rows[0]?.left === 0) break;
    await wait(LOOK_MS);
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  await worker.stop();
  return { seconds, cpu: (user + system) / 1_000_000 };
};

const folder = await makePublicTempFolder();
const storageDir = await mkdtemp(join(tmpdir(), 'stanza-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => undefined });
try {
  const { appUrl, queueUrl } = await migrate({ adminUrl: postgres.adminUrl });
  const [admin, app] = [makePool(postgres.adminUrl, { max: 2 }), makePool(appUrl, { max: 2 })];
  const database = { adminUrl: postgres.adminUrl, appUrl, queueUrl, drop: async () => undefined };
  const journey = await openJourney({
    database,
    storageDir,
    admin,
    app,
    rows: (tenantId, text, values = []) => inTenant(app, tenantId, ({ query }) => query({ text, values: [...values] })),
    close: async () => undefined,
  });
  const logger = pino({ level: 'error' });
  const container = makeContainer(
    {
      mode: 'test',
      portalUrl: 'https://portale.example',
      databaseAppUrl: appUrl,
      databaseQueueUrl: queueUrl,
      secretKey: testSecretKey,
      storage: testStorage(storageDir),
      smtpUrl: null,
      portalAddress: null,
      dkim: null,
      draftDays: DEFAULT_DRAFT_DAYS,
    },
    logger,
    await loadTerritory(),
  );
  const queuePool = container.get(t.queuePoolToken);
  const partsWith = (tasks: TaskList): WorkerParts => ({
    queuePool,
    tasks,
    logger,
    recover: container.get(t.recoverToken),
  });
  const submit = async (count: number): Promise<void> => {
    for (let made = 0; made < count; made += 1) await journey.submit(CITIZEN);
  };
  const names = ['register_request', 'mail'];
  const real = partsWith(container.get(t.tasksToken));

  await submit(WARM_UP);
  await workOff(admin, real, names);
  const { rows: before } = await admin.query<{ done: number }>(
    "select count(*)::int as done from delivery where state = 'consegnata'",
  );
  await submit(PRACTICES);
  const registered = await workOff(admin, real, names);
  const { rows: after } = await admin.query<{ done: number }>(
    "select count(*)::int as done from delivery where state = 'consegnata'",
  );
  const jobs = (after[0]?.done ?? 0) - (before[0]?.done ?? 0);
  const { rows: numbers } = await admin.query('select count(*)::int as count from protocol_entry');
  if (numbers[0]?.count !== WARM_UP + PRACTICES) throw new Error('Not every practice has its number');

  const empty = partsWith({ empty: async () => undefined });
  await queuePool.query(FILL, [EMPTY_JOBS / 10]);
  await workOff(admin, empty, ['empty']);
  await queuePool.query(FILL, [EMPTY_JOBS]);
  const baseline = await workOff(admin, empty, ['empty']);

  const perSecond = jobs / registered.seconds;
  const emptyPerSecond = EMPTY_JOBS / baseline.seconds;
  console.log(`One worker, ${CONCURRENCY} jobs at once, PostgreSQL with fsync.
registrations: ${PRACTICES} in ${registered.seconds.toFixed(1)} s: ${(PRACTICES / registered.seconds).toFixed(1)} practices/s, ${perSecond.toFixed(1)} jobs/s (${jobs} jobs: the registration with its documents and receipt, and the mails), ${((registered.cpu / PRACTICES) * 1000).toFixed(0)} ms of CPU each
empty tasks: ${emptyPerSecond.toFixed(0)} jobs/s, ${((baseline.cpu / EMPTY_JOBS) * 1000).toFixed(2)} ms of CPU each
ratio: ${(perSecond / emptyPerSecond).toFixed(3)}`);
  await Promise.all([admin.end(), app.end(), queuePool.end(), container.get(t.appPoolToken).end()]);
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
  await rm(storageDir, { recursive: true, force: true });
}
