import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FeedReader, Tenant } from '@stanza/core';
import { makePool, makeUnitOfWork, type Pool } from '@stanza/postgres';
import * as t from './composition/tokens.ts';
import { makeWorkerForTests } from './testing/index.ts';
import { addTenant, openWorkerPortal, type WorkerPortal } from './testing/worker-portal.ts';

const JOBS = `select task_identifier as task, key, priority from graphile_worker.jobs
  where task_identifier = 'import_feeds' order by key`;

describe('the hourly reading of the feeds', () => {
  let portal: WorkerPortal;
  let queue: Pool;
  let enti: readonly Tenant[];
  beforeAll(async () => {
    portal = await openWorkerPortal();
    queue = makePool(portal.database.queueUrl, { max: 1 });
    const added = [];
    for (const slug of ['rovereto', 'tre-ville', 'senza-feed']) added.push(await addTenant(portal.admin, slug));
    enti = added;
    for (const { id, slug } of enti.slice(0, 2)) {
      await unitOfWork().run(id, ({ feeds }) => feeds.saveAddress('news', `https://${slug}.example/rss`));
    }
  });
  afterAll(async () => {
    await queue.end();
    await portal.close();
  });

  const unitOfWork = () => makeUnitOfWork(portal.app);
  const idOf = (slug: string) => {
    const found = enti.find((ente) => ente.slug === slug);
    if (found === undefined) throw new Error(`${slug} is not there`);
    return found.id;
  };
  const keyOf = (slug: string) => `import_feeds:${idOf(slug)}`;

  /** A worker for which the feeds of the enti are these. */
  const workerWith = (read: FeedReader['read']) =>
    makeWorkerForTests({
      appUrl: portal.database.appUrl,
      queueUrl: portal.database.queueUrl,
      storageDir: portal.storageDir,
      rebind: (container) => container.rebind(t.feedReaderToken).toConstantValue({ read }),
    });

  it('is a job of its own for each ente that has feeds, after everything else', async () => {
    const jobs: unknown[] = [];
    // The first reading of all looks at what was queued with it.
    const worker = workerWith(async () => {
      if (jobs.length === 0) jobs.push(...(await queue.query(JOBS)).rows);
      return { outcome: 'unchanged' };
    });
    await queue.query("select graphile_worker.add_job('queue_feed_readings')");
    await worker.drain();
    await worker.close();
    const hourly = ['rovereto', 'tre-ville'].map((slug) => ({ task: 'import_feeds', key: keyOf(slug), priority: 10 }));
    expect(jobs).toHaveLength(2);
    expect(jobs).toEqual(expect.arrayContaining(hourly));
  });

  it('of one ente that breaks is tried again without the others', async () => {
    const read: string[] = [];
    const worker = workerWith(async ({ url }) => {
      read.push(url);
      if (url.includes('rovereto')) throw new Error('the reader broke');
      return { outcome: 'unchanged' };
    });
    await queue.query("select graphile_worker.add_job('queue_feed_readings')");
    await worker.drain();
    await worker.close();
    expect(read.toSorted()).toEqual(['https://rovereto.example/rss', 'https://tre-ville.example/rss']);
    const left = (await queue.query('select key, attempts from graphile_worker.jobs')).rows;
    expect(left).toEqual([{ key: keyOf('rovereto'), attempts: 1 }]);
  });

  it('does not delay one that an administrator waits for', async () => {
    await unitOfWork().run(idOf('tre-ville'), ({ feeds }) => feeds.enqueueImport('now'));
    const asked = { task: 'import_feeds', key: keyOf('tre-ville'), priority: 0 };
    expect((await queue.query(JOBS)).rows).toContainEqual(asked);
  });
});
