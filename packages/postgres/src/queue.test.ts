import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deliveryIdSchema, MAX_DELIVERY_ATTEMPTS, type Practice, type UnitOfWork } from '@stanza/core';
import { Logger, runOnce } from 'graphile-worker';
import { v7 } from 'uuid';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { makePool } from './pool.ts';
import { addEnte, NOW, newDraft, openPortal, type TestPortal } from './testing/portal.ts';
import { inTenant } from './transaction.ts';

describe('the queue', () => {
  let portal: TestPortal;
  let queue: ReturnType<typeof makePool>;
  let unitOfWork: UnitOfWork;
  let draft: Practice;
  beforeAll(async () => {
    portal = await openPortal();
    queue = makePool(portal.database.queueUrl, { max: 1 });
    unitOfWork = makeUnitOfWork(portal.app);
    draft = newDraft(portal.ente);
    await unitOfWork.run(portal.ente.tenant.id, ({ practices }) => practices.insert(draft, true));
  });
  afterAll(async () => {
    await queue.end();
    await portal.close();
  });

  const jobs = async (key: string) =>
    (
      await queue.query(
        `select j.task_identifier as task, p.payload, p.max_attempts, j.queue_name
         from graphile_worker.jobs j join graphile_worker._private_jobs p using (id) where j.key = $1`,
        [key],
      )
    ).rows;

  it('has a job that says where its delivery is, with as many attempts as the delivery', async () => {
    const id = deliveryIdSchema.parse(v7());
    await unitOfWork.run(portal.ente.tenant.id, ({ deliveries }) =>
      deliveries.enqueue(id, draft.id, { kind: 'register_request' }, NOW),
    );
    const payload = { tenantId: portal.ente.tenant.id, deliveryId: id };
    expect(await jobs(id)).toEqual([
      { task: 'register_request', payload, max_attempts: MAX_DELIVERY_ATTEMPTS, queue_name: null },
    ]);
  });

  it('gives the job to a worker that logs in as its owner', async () => {
    const id = deliveryIdSchema.parse(v7());
    await unitOfWork.run(portal.ente.tenant.id, ({ deliveries }) =>
      deliveries.enqueue(id, draft.id, { kind: 'mail', template: 'pratica_inviata', operatorId: null }, NOW),
    );
    const done: unknown[] = [];
    const connectionString = portal.database.queueUrl;
    const logger = new Logger(() => () => undefined);
    await runOnce({ connectionString, logger, taskList: { mail: (payload) => void done.push(payload) } });
    expect(done).toEqual([{ tenantId: portal.ente.tenant.id, deliveryId: id }]);
    expect(await jobs(id)).toEqual([]);
  });

  it('tries what failed together again at different moments, a fifth sooner or later than the queue says', async () => {
    const ids = Array.from({ length: 12 }, () => deliveryIdSchema.parse(v7()));
    await unitOfWork.run(portal.ente.tenant.id, async ({ deliveries }) => {
      for (const id of ids) await deliveries.enqueue(id, draft.id, { kind: 'register_request' }, NOW);
    });
    // The tenth attempt, after which it waits longest: six hours, beside which the time of this test is nothing.
    await queue.query('update graphile_worker._private_jobs set attempts = 9 where key = any($1)', [ids]);
    const fail = () => Promise.reject(new Error('The registry is down'));
    const logger = new Logger(() => () => undefined);
    const preset = { worker: { failJobBatchDelay: 0 } }; // as the worker does: it waits for the failure to be written
    const connectionString = portal.database.queueUrl;
    await runOnce({ connectionString, logger, preset, taskList: { register_request: fail } });
    const { rows } = await queue.query<{ wait: number }>(
      `select extract(epoch from run_at - now())::float as wait from graphile_worker.jobs where key = any($1)`,
      [ids],
    );
    const waits = rows.map(({ wait }) => wait);
    expect(waits).toHaveLength(ids.length);
    expect(Math.min(...waits)).toBeGreaterThan(0.8 * Math.exp(10) - 120);
    expect(Math.max(...waits)).toBeLessThan(1.2 * Math.exp(10));
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(600);
  });

  it('gives up after about 2.7 days, the spread included', () => {
    const waits = Array.from({ length: MAX_DELIVERY_ATTEMPTS - 1 }, (_, failed) => Math.exp(Math.min(failed + 1, 10)));
    const days = waits.reduce((sum, wait) => sum + wait, 0) / 86_400;
    expect([0.8 * days > 2, days.toFixed(1), 1.2 * days < 3.5]).toEqual([true, '2.7', true]);
  });

  it('gives up a message on App IO after about ten hours', async () => {
    const id = deliveryIdSchema.parse(v7());
    await unitOfWork.run(portal.ente.tenant.id, ({ deliveries }) =>
      deliveries.enqueue(id, draft.id, { kind: 'app_io', template: 'pratica_protocollata' }, NOW),
    );
    const [job] = await jobs(id);
    const waits = Array.from({ length: job?.max_attempts - 1 }, (_, failed) => Math.exp(Math.min(failed + 1, 10)));
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600;
    expect([job?.queue_name, hours.toFixed(1)]).toEqual(['app_io', '9.7']);
  });

  it('takes no job for another tenant', async () => {
    const other = await addEnte(portal, 'tre-ville');
    const enqueue = inTenant(portal.app, portal.ente.tenant.id, ({ query }) =>
      query({ text: "select enqueue_delivery($1, $2, 'mail')", values: [other.tenant.id, v7()] }),
    );
    await expect(enqueue).rejects.toThrow('another tenant');
  });
});
