import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_DRAFT_DAYS } from '@stanza/core';
import { makeMemoryTerritory } from '@stanza/core/testing';
import { testSecretKey, testStorage } from '@stanza/gateways/testing';
import pino from 'pino';
import { makeContainer } from './composition/container.ts';
import { appPoolToken, queuePoolToken, recoverToken, tasksToken } from './composition/tokens.ts';
import { runWorker } from './run-worker.ts';
import { openWorkerPortal, type WorkerPortal } from './testing/worker-portal.ts';

describe('a worker whose database does not come back', () => {
  let portal: WorkerPortal;
  beforeAll(async () => {
    portal = await openWorkerPortal();
  });
  afterAll(() => portal.close());

  it('says in the end that it can no longer work', async () => {
    const { database, storageDir } = portal;
    const logger = pino({ level: 'silent' });
    const config = {
      mode: 'test',
      portalUrl: 'https://portale.example',
      databaseAppUrl: database.appUrl,
      databaseQueueUrl: database.queueUrl,
      secretKey: testSecretKey,
      storage: testStorage(storageDir),
      smtpUrl: null,
      portalAddress: null,
      dkim: null,
      draftDays: DEFAULT_DRAFT_DAYS,
    } as const;
    const container = makeContainer(config, logger, makeMemoryTerritory());
    const queuePool = container.get(queuePoolToken);
    const parts = { queuePool, tasks: container.get(tasksToken), recover: container.get(recoverToken), logger };
    const worker = await runWorker(parts, [1, 1]);
    const ended = queuePool.end(); // it gives no more connections
    await portal.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = 'stanza_queue'`,
    );
    await worker.broken;
    await worker.stop();
    await Promise.all([ended, container.get(appPoolToken).end()]);
    expect(queuePool.totalCount).toBe(0);
  });
});
