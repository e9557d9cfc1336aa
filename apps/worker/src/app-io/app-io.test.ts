import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appIoContext, type CitizenNotifier, type PracticeId } from '@stanza/core';
import { makeSecretBox, makeSystemClock } from '@stanza/gateways';
import { testSecretKey } from '@stanza/gateways/testing';
import { makeEnteSetup } from '@stanza/postgres';
import * as t from '../composition/tokens.ts';
import { makeWorkerForTests, type WorkerForTests } from '../testing/index.ts';
import { type Journey, openJourney } from '../testing/journey.ts';
import { openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';
import { makeAppIoNotifier } from './make-app-io-notifier.ts';
import { type AppIoServer, startAppIoServer } from './testing/start-app-io-server.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const HOUR_MS = 3_600_000;

describe('an ente that writes on App IO as well', () => {
  let portal: WorkerPortal;
  let journey: Journey;
  let worker: WorkerForTests;
  let server: AppIoServer;
  let kept: CitizenNotifier | null = null;
  beforeAll(async () => {
    portal = await openWorkerPortal();
    journey = await openJourney(portal);
    server = await startAppIoServer(KEY);
    const { appUrl, queueUrl } = portal.database;
    const clock = makeSystemClock();
    worker = makeWorkerForTests({
      appUrl,
      queueUrl,
      storageDir: portal.storageDir,
      // Anew for each call: what one test was told to wait for is not what the next one waits for.
      rebind: (container) => {
        const notifier = () => kept ?? makeAppIoNotifier({ clock, url: server.url, timeoutMs: 2_000 });
        container.rebind(t.notifierToken).toConstantValue({
          mayWrite: (key, codiceFiscale) => notifier().mayWrite(key, codiceFiscale),
          send: (key, notice) => notifier().send(key, notice),
        });
      },
    });
    await haveKey(KEY);
  });
  afterAll(async () => {
    await worker.close();
    await server.close();
    await portal.close();
  });

  const haveKey = (key: string | null): Promise<void> => {
    const { id } = journey.tenant;
    const sealed = key === null ? null : makeSecretBox(testSecretKey).seal(appIoContext(id, null), key);
    return makeEnteSetup(portal.admin).saveAppIoKey(id, null, sealed);
  };
  const notices = async (id: PracticeId) =>
    (await journey.deliveries(id)).filter(({ effect }) => effect.kind === 'app_io');
  const mail = async (id: PracticeId) =>
    (await journey.deliveries(id)).find(
      ({ effect }) => effect.kind === 'mail' && effect.template === 'pratica_protocollata',
    );
  const jobs = async () => {
    const jobsOf = `select extract(epoch from run_at - now()) * 1000 as "inMs", j.attempts, j.max_attempts as "maxAttempts", q.queue_name as queue
      from graphile_worker._private_jobs j left join graphile_worker._private_job_queues q on q.id = j.job_queue_id`;
    return (await portal.admin.query(jobsOf)).rows;
  };
  /** Makes whatever waits for its time ready now. */
  const letTimePass = () => portal.admin.query('update graphile_worker._private_jobs set run_at = now()');

  it('tells who has App IO there, once, and by mail', async () => {
    const id = await journey.submit('anna-bianchi');
    const { applicant, code } = await journey.practice(id);
    server.users.set(applicant?.identity.codiceFiscale ?? '', true);
    await worker.drain();
    expect(server.messages).toMatchObject([
      {
        fiscal_code: applicant?.identity.codiceFiscale,
        content: {
          subject: `Pratica ${code} protocollata`,
          markdown: expect.stringContaining(`(https://portale.example/rovereto/pratiche/${id})`),
        },
      },
    ]);
    expect(server.asked).toEqual(['/profiles', '/messages']);
    expect(JSON.stringify(server.messages)).not.toContain('Bianchi');
    expect(await notices(id)).toMatchObject([{ state: 'consegnata' }]);
    expect(await mail(id)).toMatchObject({ state: 'consegnata' });
  });

  it('waits as long as App IO says, which holds up no mail, and then goes on', async () => {
    server.next('/profiles', { is: 'answers', status: 429, headers: { 'retry-after': '7200' }, done: false });
    const [id, before] = [await journey.submit('anna-bianchi'), server.messages.length];
    await worker.drain();
    expect(await mail(id)).toMatchObject({ state: 'consegnata' });
    expect(await notices(id)).toMatchObject([
      {
        state: 'in_attesa',
        attempts: 1,
        lastError: 'Il messaggio non è stato preso in carico da App IO (codice 429).',
      },
    ]);
    const [job, ...others] = await jobs();
    expect(others).toEqual([]);
    expect(job).toMatchObject({ attempts: 1, maxAttempts: 11, queue: 'app_io' });
    expect(Number(job?.inMs)).toBeGreaterThan(1.9 * HOUR_MS);
    expect(Number(job?.inMs)).toBeLessThan(2.1 * HOUR_MS);
    await letTimePass();
    await worker.drain();
    expect(await notices(id)).toMatchObject([{ state: 'consegnata', attempts: 1 }]);
    expect(server.messages).toHaveLength(before + 1);
  });

  it('counts being told to wait for the message that was told so, and for none of those that then are not tried', async () => {
    kept = makeAppIoNotifier({ clock: makeSystemClock(), url: server.url });
    server.next('/profiles', { is: 'answers', status: 429, headers: { 'retry-after': '600' }, done: false });
    const practices = [await journey.submit('anna-bianchi'), await journey.submit('anna-bianchi')];
    const asked = server.asked.length;
    // One after the other: a drain may end while the queue of App IO is still held by the job before.
    for (let times = 0; times < 3; times += 1) await worker.drain();
    await letTimePass();
    for (let times = 0; times < 3; times += 1) await worker.drain();
    expect(server.asked).toHaveLength(asked + 1);
    const found = (await Promise.all(practices.map(notices))).flat();
    expect(found.map(({ state, attempts }) => [state, attempts]).toSorted()).toEqual([
      ['in_attesa', 0],
      ['in_attesa', 1],
    ]);
    const waiting = await jobs();
    expect(waiting.map(({ attempts, maxAttempts, queue }) => [attempts, maxAttempts, queue]).toSorted()).toEqual([
      [0, 11, 'app_io'],
      [1, 11, 'app_io'],
    ]);
    for (const { inMs } of waiting) expect(Number(inMs)).toBeGreaterThan(580_000);
    kept = null;
    await letTimePass();
    for (let times = 0; times < 3; times += 1) await worker.drain();
    expect((await Promise.all(practices.map(notices))).flat().map(({ state }) => state)).toEqual([
      'consegnata',
      'consegnata',
    ]);
  });

  it('tries again, eleven times in all, and then it has ended without a word to anybody', async () => {
    const id = await journey.submit('anna-bianchi');
    for (let attempt = 1; attempt <= 11; attempt += 1) {
      server.next('/messages', { is: 'answers', status: 500, done: false });
      await worker.drain();
      await letTimePass();
    }
    expect(await notices(id)).toMatchObject([{ state: 'non_riuscita', attempts: 11 }]);
    expect(await jobs()).toEqual([]);
    expect(await portal.rows(journey.tenant.id, "select from delivery where state = 'bloccata'")).toEqual([]);
  });

  it.each([
    ['an answer that is lost', { is: 'cut', done: true }, 1, 'Non si sa se App IO'],
    ['a refusal', { is: 'answers', status: 403, done: false }, 0, 'App IO ha rifiutato il messaggio (codice 403).'],
    ['a key that it does not know', { is: 'answers', status: 401, done: false }, 0, 'App IO non accetta la chiave'],
    [
      'a pause that is too long',
      { is: 'answers', status: 429, headers: { 'retry-after': '90000' }, done: false },
      0,
      'Il messaggio non è stato preso in carico',
    ],
  ] as const)('ends at once after %s, and never writes twice', async (_what, trouble, written, text) => {
    server.next('/messages', trouble);
    const [id, before] = [await journey.submit('anna-bianchi'), server.messages.length];
    await worker.drain();
    await letTimePass();
    await worker.drain();
    expect(await notices(id)).toMatchObject([{ state: 'non_riuscita', lastError: expect.stringContaining(text) }]);
    expect(server.messages).toHaveLength(before + written);
    expect(await mail(id)).toMatchObject({ state: 'consegnata' });
  });

  it('ends what App IO has put off for more than a day, and asks it nothing more', async () => {
    server.next('/profiles', { is: 'answers', status: 429, headers: { 'retry-after': '3600' }, done: false });
    const id = await journey.submit('anna-bianchi');
    await worker.drain();
    const asked = server.asked.length;
    const dayAgo = `update delivery set created_at = created_at - interval '24 hours' where practice_id = $1`;
    await portal.admin.query(dayAgo, [id]);
    await letTimePass();
    await worker.drain();
    expect(await notices(id)).toMatchObject([
      {
        state: 'non_riuscita',
        lastError: 'È passato più di un giorno: il messaggio su App IO non viene più inviato.',
      },
    ]);
    expect(server.asked).toHaveLength(asked);
    expect(await jobs()).toEqual([]);
  });

  it('leaves alone who does not have it, and queues nothing when it has no key', async () => {
    const without = await journey.submit('luca-ferrari');
    await worker.drain();
    expect(await notices(without)).toMatchObject([{ state: 'senza_app_io', attempts: 0 }]);
    await haveKey(null);
    const id = await journey.submit('anna-bianchi');
    await worker.drain();
    expect(await notices(id)).toEqual([]);
    expect(await mail(id)).toMatchObject({ state: 'consegnata' });
  });
});
