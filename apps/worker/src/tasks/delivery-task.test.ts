import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_DELIVERY_ATTEMPTS, type MailMessage, MailRefusedError, type PracticeId } from '@stanza/core';
import { makePool, type Pool } from '@stanza/postgres';
import pino from 'pino';
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
});
