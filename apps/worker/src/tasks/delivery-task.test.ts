import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  MAX_DELIVERY_ATTEMPTS,
  type MailMessage,
  MailRefusedError,
  type PracticeId,
  RegistryPaused,
} from '@stanza/core';
import { anOperator } from '@stanza/core/testing';
import { makeEnteSetup, makePool, type Pool } from '@stanza/postgres';
import type { Container } from 'inversify';
import pino from 'pino';
import { v7 } from 'uuid';
import { registryToken } from '../composition/tokens.ts';
import { makeWorkerForTests, type WorkerForTests } from '../testing/index.ts';
import { type Journey, openJourney } from '../testing/journey.ts';
import { openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';

describe('a delivery that fails', () => {
  let portal: WorkerPortal;
  let journey: Journey;
  let queue: Pool;
  let worker: WorkerForTests;
  let answer: (message: MailMessage) => Promise<void>;
  const lines: string[] = [];
  beforeAll(async () => {
    portal = await openWorkerPortal();
    journey = await openJourney(portal);
    const { appUrl, queueUrl } = portal.database;
    queue = makePool(queueUrl, { max: 1 });
    const log = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    worker = makeWorkerForTests({
      appUrl,
      queueUrl,
      storageDir: portal.storageDir,
      mailer: { send: (message) => answer(message) },
      logger: pino(log),
    });
  });
  afterAll(async () => {
    await worker.close();
    await queue.end();
    await portal.close();
  });

  const mailToOperator = async (id: PracticeId) =>
    (await journey.deliveries(id)).find(({ effect }) => effect.kind === 'mail' && effect.operatorId !== null);
  const jobOf = async (id: PracticeId) => {
    const key = (await mailToOperator(id))?.id;
    const text = 'select attempts, run_at > now() as later, last_error from graphile_worker.jobs where key = $1';
    return (await queue.query(text, [key])).rows;
  };
  const failForOperator = (error: unknown) => async (message: MailMessage) => {
    if (message.to === journey.operator.email) throw error;
  };

  it('is seen with its error, without what the remote system said, and is tried again later', async () => {
    const secret = 'mailbox of maria.rossi@posta.example is over quota';
    answer = failForOperator(Object.assign(new Error(secret), { code: 'EENVELOPE', responseCode: 452 }));
    const id = await journey.submit('anna-bianchi');
    await worker.drain();
    const text = 'Il messaggio non è stato preso in carico dal server di posta (codice 452).';
    expect(await mailToOperator(id)).toMatchObject({ state: 'in_attesa', attempts: 1, lastError: text });
    expect(await jobOf(id)).toEqual([{ attempts: 1, later: true, last_error: text }]);
    answer = async () => undefined;
    await queue.query('update graphile_worker._private_jobs set run_at = now()');
    await worker.drain();
    expect(await mailToOperator(id)).toMatchObject({ state: 'consegnata', attempts: 1 });
  });

  it('is blocked at once when the recipient is refused for good', async () => {
    answer = failForOperator(new MailRefusedError('no such mailbox'));
    const id = await journey.submit('mario-rossi');
    await worker.drain();
    expect(await mailToOperator(id)).toMatchObject({
      state: 'bloccata',
      attempts: 1,
      lastError: 'Il server di posta ha rifiutato il destinatario: l’indirizzo va controllato.',
    });
    expect(await jobOf(id)).toEqual([]);
    answer = async () => undefined;
    await journey.retry(id, (await mailToOperator(id))?.id);
    await worker.drain();
    expect(await mailToOperator(id)).toMatchObject({ state: 'consegnata', attempts: 0 });
  });

  it('is told to the administrators by a mail without anything of the practice, which may fail and blocks nothing itself', async () => {
    const chief = anOperator(v7(), { email: 'capo@comune.example', role: 'amministratore', services: [] });
    await makeEnteSetup(portal.admin).addOperator(journey.tenant.id, chief, 'no password');
    await portal.rows(journey.tenant.id, 'update tenant set blocked_notice_at = null'); // an hour has gone by
    const told: MailMessage[] = [];
    const fails = failForOperator(new MailRefusedError('no such mailbox'));
    answer = async (message) => {
      if (message.to !== chief.email) return fails(message);
      told.push(message);
      if (told.length === 1) throw new Error('not today');
    };
    const practice = await journey.submit('anna-bianchi');
    await worker.drain();
    await queue.query('update graphile_worker._private_jobs set run_at = now()');
    await worker.drain();
    const [first, second] = told;
    expect(told).toHaveLength(2);
    expect(second).toEqual(first);
    expect(second).toMatchObject({ subject: `Consegne bloccate: ${journey.tenant.name}` });
    expect(second?.text).toContain('nel portale c’è 1 consegna bloccata');
    expect(second?.text).toContain('/rovereto/operatori/consegne');
    const { code } = await journey.practice(practice);
    expect(second?.text).not.toMatch(new RegExp(`${code}|bianchi|nascita`, 'iu'));
    answer = async () => undefined;
    await journey.retry(practice, (await mailToOperator(practice))?.id);
    await worker.drain();
  });

  it('is told in one mail to each administrator when more was blocked before the mail server was back', async () => {
    answer = failForOperator(new MailRefusedError('no such mailbox'));
    const practice = await journey.submit('anna-bianchi');
    await worker.drain();
    answer = async () => {
      throw new Error('not today');
    };
    for (const noticeId of [v7(), v7()]) {
      const payload = { tenantId: journey.tenant.id, noticeId };
      await queue.query(`select graphile_worker.add_job('mail_blocked', $1, job_key => $2)`, [payload, noticeId]);
      await worker.drain();
    }
    const keys = `select key from graphile_worker.jobs where key like 'mail_blocked %'`;
    const { rows } = await queue.query<{ key: string }>(keys);
    expect(rows.map(({ key }) => key)).toEqual([expect.stringMatching(`^mail_blocked ${journey.tenant.id} `)]);
    answer = async () => undefined;
    await queue.query('update graphile_worker._private_jobs set run_at = now()');
    await worker.drain();
    expect((await queue.query(keys)).rows).toEqual([]);
    await journey.retry(practice, (await mailToOperator(practice))?.id);
    await worker.drain();
  });

  it('is blocked after the last attempt, and the rest of the practice goes on', async () => {
    answer = failForOperator(new Error('not today'));
    const id = await journey.submit('lucia-d-amico');
    for (let attempt = 1; attempt <= MAX_DELIVERY_ATTEMPTS; attempt += 1) {
      await queue.query('update graphile_worker._private_jobs set run_at = now()');
      await worker.drain();
    }
    expect(await mailToOperator(id)).toMatchObject({ state: 'bloccata', attempts: MAX_DELIVERY_ATTEMPTS });
    expect(await jobOf(id)).toEqual([]);
    expect((await journey.practice(id)).requestProtocol).not.toBeNull();
  });

  it('is logged with task, attempt and kind of error, and nothing personal', () => {
    const failures = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'A delivery failed');
    expect(failures[0]).toMatchObject({
      task: 'mail',
      attempt: 1,
      final: false,
      error: { name: 'Error', code: '452' },
    });
    expect(failures[0].error.at[0]).toMatch(/^at /u);
    expect(lines.join('')).not.toMatch(/rossi|olga|bianchi|quota|mailbox|not today/iu);
  });

  describe('that is put off', () => {
    let register: () => Promise<void>;
    let paused: WorkerForTests;
    beforeAll(() => {
      const rebind = (container: Container) =>
        container.rebind(registryToken).toConstantValue({
          async register() {
            await register();
            throw new Error('not today');
          },
        });
      const { appUrl, queueUrl } = portal.database;
      paused = makeWorkerForTests({ appUrl, queueUrl, storageDir: portal.storageDir, rebind });
    });
    afterAll(() => paused.close());

    const busy = async () => {
      throw new RegistryPaused('The registry is busy', 60_000);
    };
    const registration = async (id: PracticeId) =>
      (await journey.deliveries(id)).find(({ effect }) => effect.kind === 'register_request');
    /** A registration that has failed eight times. */
    const failed = async () => {
      const id = await journey.submit('teresa-zanotti');
      const key = (await registration(id))?.id;
      await queue.query('update graphile_worker._private_jobs set attempts = 8 where key = $1', [key]);
      return { id, key };
    };
    const jobs = async (key: string | undefined) => {
      const text = `select attempts, max_attempts as most, extract(epoch from run_at - now())::float as wait
        from graphile_worker.jobs where key = $1`;
      return (await queue.query(text, [key])).rows;
    };

    it('has not failed: it comes again with its attempts, and waits after the next failure as long as after the ninth', async () => {
      register = busy;
      const { id, key } = await failed();
      await paused.drain();
      expect(await registration(id)).toMatchObject({ state: 'in_attesa', attempts: 0, lastError: null });
      const [put, ...others] = await jobs(key);
      expect([put, others]).toMatchObject([{ attempts: 8, most: MAX_DELIVERY_ATTEMPTS }, []]);
      expect(put.wait).toBeGreaterThan(50);
      expect(put.wait).toBeLessThan(60);
      register = async () => undefined;
      await queue.query('update graphile_worker._private_jobs set run_at = now() where key = $1', [key]);
      await paused.drain();
      const [next] = await jobs(key);
      expect(next).toMatchObject({ attempts: 9, most: MAX_DELIVERY_ATTEMPTS });
      expect(next.wait).toBeGreaterThan(0.8 * Math.exp(9) - 60);
      expect(next.wait).toBeLessThan(1.2 * Math.exp(9));
    });

    it('leaves the job alone that somebody has put in its place meanwhile', async () => {
      const { key } = await failed();
      const add = `select from graphile_worker.add_job('register_request', $1, run_at => now() + interval '1 hour', job_key => $2)`;
      register = async () => {
        await queue.query(add, [{ tenantId: journey.tenant.id, deliveryId: key }, key]);
        await busy();
      };
      await paused.drain();
      const [put, ...others] = await jobs(key);
      expect([put, others]).toMatchObject([{ attempts: 0 }, []]);
      expect(put.wait).toBeGreaterThan(3_500);
    });
  });
});
