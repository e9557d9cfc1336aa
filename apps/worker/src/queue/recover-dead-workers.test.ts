import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_DELIVERY_ATTEMPTS, makeFailDelivery, type PracticeId } from '@stanza/core';
import { makeSystemClock, makeUuidV7Ids } from '@stanza/gateways';
import { makePool, makeUnitOfWork, type Pool } from '@stanza/postgres';
import pino from 'pino';
import { type Journey, openJourney } from '../testing/journey.ts';
import { openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';
import { openPresence } from './presence.ts';
import { makeRecoverDeadWorkers, type RecoverDeadWorkers } from './recover-dead-workers.ts';

describe('the recovery of what dead workers have left', () => {
  let portal: WorkerPortal;
  let journey: Journey;
  let queue: Pool;
  let recover: RecoverDeadWorkers;
  let practice: PracticeId;
  beforeAll(async () => {
    portal = await openWorkerPortal();
    journey = await openJourney(portal);
    practice = await journey.submit('anna-bianchi');
    queue = makePool(portal.database.queueUrl, { max: 3 });
    const fail = makeFailDelivery({
      unitOfWork: makeUnitOfWork(portal.app),
      ids: makeUuidV7Ids(),
      clock: makeSystemClock(),
    });
    recover = makeRecoverDeadWorkers({ pool: queue, fail, logger: pino({ level: 'silent' }) });
  });
  afterAll(async () => {
    await queue.end();
    await portal.close();
  });

  /** What graphile-worker does when it takes a job. */
  const take = (worker: string, task: string, attempts: number) =>
    queue.query(
      `update graphile_worker._private_jobs j set locked_by = $1, locked_at = now(), attempts = $3
       from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = $2`,
      [worker, task, attempts],
    );
  const holders = async () =>
    (await queue.query('select distinct locked_by from graphile_worker.jobs where locked_by is not null')).rows.map(
      ({ locked_by }) => locked_by,
    );

  it('gives back the jobs of the dead and leaves alone those of the living', async () => {
    const presence = await openPresence(queue);
    await presence.claim('pool-alive');
    await take('pool-alive', 'register_request', 1);
    await take('pool-dead', 'mail', 1);
    await recover();
    expect(await holders()).toEqual(['pool-alive']);
    await presence.check();
    presence.leave();
    await presence.lost;
    await queue.query(`select pg_advisory_xact_lock(hashtextextended('pool-alive', 7108274))`);
    await recover();
    expect(await holders()).toEqual([]);
  });

  it('blocks a delivery whose last attempt was cut short, so that somebody sees it', async () => {
    await take('pool-dead', 'register_request', MAX_DELIVERY_ATTEMPTS);
    await recover();
    const deliveries = await journey.deliveries(practice);
    expect(deliveries.find(({ effect }) => effect.kind === 'register_request')).toMatchObject({
      state: 'bloccata',
      lastError: 'Il programma si è interrotto troppe volte durante questa operazione.',
    });
    const left = await queue.query('select task_identifier as task from graphile_worker.jobs');
    expect(left.rows.map(({ task }) => task)).toEqual(['mail', 'mail', 'mail_blocked']);
    expect(deliveries.filter(({ state }) => state === 'in_attesa').length).toBe(2);
  });

  it('goes on after a job that makes no sense, and says so', async () => {
    const lines: string[] = [];
    const log = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const fail = makeFailDelivery({
      unitOfWork: makeUnitOfWork(portal.app),
      ids: makeUuidV7Ids(),
      clock: makeSystemClock(),
    });
    const payload = { tenantId: 'nobody', deliveryId: 'no id' };
    await queue.query(`select from graphile_worker.add_job('mail', $1, job_key => 'no id', max_attempts => 1)`, [
      payload,
    ]);
    const later = await journey.submit('mario-rossi');
    await take('pool-dead', 'mail', MAX_DELIVERY_ATTEMPTS);
    await makeRecoverDeadWorkers({ pool: queue, fail, logger: pino(log) })();
    const mails = (await journey.deliveries(later)).filter(({ effect }) => effect.kind === 'mail');
    expect(mails.map(({ state }) => state)).toEqual(['bloccata', 'bloccata']);
    expect(lines.filter((line) => line.includes('could not be recovered'))).toHaveLength(1);
    expect(lines.join('')).not.toContain('no id');
  });

  it('leaves a delivery alone whose job was replaced by another while the worker died', async () => {
    const id = await journey.submit('anna-bianchi');
    const registration = async () =>
      (await journey.deliveries(id)).find(({ effect }) => effect.kind === 'register_request');
    const key = (await registration())?.id;
    await queue.query(
      `update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), attempts = 1 where key = $1`,
      [key],
    );
    const again = `select from graphile_worker.add_job('register_request', $1, job_key => $2, max_attempts => 20)`;
    await queue.query(again, [{ tenantId: journey.tenant.id, deliveryId: key }, key]);
    const left = `select key, attempts from graphile_worker._private_jobs where payload ->> 'deliveryId' = $1`;
    expect((await queue.query(left, [key])).rows).toHaveLength(2);
    await recover();
    expect(await registration()).toMatchObject({ state: 'in_attesa', attempts: 0 });
    expect((await queue.query(left, [key])).rows).toEqual([{ key, attempts: 0 }]);
  });

  it('tells a worker whose connection was cut that it looks dead', async () => {
    const presence = await openPresence(queue);
    await presence.claim('pool-cut');
    const text = `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`;
    await portal.admin.query(text);
    await presence.lost;
    await expect(presence.check()).rejects.toThrow();
    presence.leave();
  });
});
