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

  it('has the job when the transaction commits', async () => {
    const id = deliveryIdSchema.parse(v7());
    await unitOfWork.run(portal.ente.tenant.id, async ({ deliveries }) => {
      await deliveries.enqueue(id, draft.id, { kind: 'register_request' }, NOW);
      expect(await jobs(id)).toEqual([]);
    });
    const payload = { tenantId: portal.ente.tenant.id, deliveryId: id };
    expect(await jobs(id)).toEqual([
      { task: 'register_request', payload, max_attempts: MAX_DELIVERY_ATTEMPTS, queue_name: null },
    ]);
    expect(await unitOfWork.run(portal.ente.tenant.id, ({ deliveries }) => deliveries.byId(id))).toEqual({
      id,
      practiceId: draft.id,
      effect: { kind: 'register_request' },
      state: 'in_attesa',
      attempts: 0,
      lastError: null,
      createdAt: NOW,
      completedAt: null,
    });
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

  it('does not have the job when the transaction fails', async () => {
    const id = deliveryIdSchema.parse(v7());
    const run = unitOfWork.run(portal.ente.tenant.id, async ({ deliveries }) => {
      await deliveries.enqueue(id, draft.id, { kind: 'render_answer' }, NOW);
      throw new Error('changed my mind');
    });
    await expect(run).rejects.toThrow('changed my mind');
    expect(await jobs(id)).toEqual([]);
  });

  it('takes no job for another tenant', async () => {
    const other = await addEnte(portal, 'tre-ville');
    const enqueue = inTenant(portal.app, portal.ente.tenant.id, ({ query }) =>
      query({ text: "select enqueue_delivery($1, $2, 'mail')", values: [other.tenant.id, v7()] }),
    );
    await expect(enqueue).rejects.toThrow('another tenant');
  });

  it('counts attempts, and blocks a delivery that fails too often or for good', async () => {
    const [often, final] = [deliveryIdSchema.parse(v7()), deliveryIdSchema.parse(v7())];
    const [first, last, blocked] = await unitOfWork.run(portal.ente.tenant.id, async ({ deliveries }) => {
      await deliveries.enqueue(often, draft.id, { kind: 'register_answer' }, NOW);
      await deliveries.enqueue(final, draft.id, { kind: 'register_answer' }, NOW);
      await deliveries.fail(often, 'no route to host', false);
      const one = await deliveries.byId(often);
      for (let failed = 1; failed < MAX_DELIVERY_ATTEMPTS; failed += 1) await deliveries.fail(often, 'again', false);
      await deliveries.fail(final, 'no such mailbox', true);
      return [one, await deliveries.byId(often), await deliveries.byId(final)];
    });
    expect(first).toMatchObject({ state: 'in_attesa', attempts: 1, lastError: 'no route to host' });
    expect(last).toMatchObject({ state: 'bloccata', attempts: MAX_DELIVERY_ATTEMPTS, lastError: 'again' });
    expect(blocked).toMatchObject({ state: 'bloccata', attempts: 1 });
  });
});
