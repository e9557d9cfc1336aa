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

  it('takes no job for another tenant', async () => {
    const other = await addEnte(portal, 'tre-ville');
    const enqueue = inTenant(portal.app, portal.ente.tenant.id, ({ query }) =>
      query({ text: "select enqueue_delivery($1, $2, 'mail')", values: [other.tenant.id, v7()] }),
    );
    await expect(enqueue).rejects.toThrow('another tenant');
  });
});
