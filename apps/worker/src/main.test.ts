import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasEnded } from '@stanza/core';
import { TEST_SECRET_KEY, TEST_STORAGE_KEY } from '@stanza/gateways/testing';
import { bareEnvironment } from '../../../scripts/testing/config.ts';
import { type Journey, openJourney } from './testing/journey.ts';
import { startSmtpServer, toMessage } from './testing/smtp-server.ts';
import { openWorkerPortal, type WorkerPortal } from './testing/worker-portal.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

const start = (settings: NodeJS.ProcessEnv) => {
  const child = fork(MAIN, [], {
    env: { ...bareEnvironment(), ...settings },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed = { output: '', errors: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed.output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed.errors += text;
  });
  return { child, printed, ended: once(child, 'close') };
};

describe('the worker as a process', () => {
  let portal: WorkerPortal;
  let journey: Journey;
  let settings: NodeJS.ProcessEnv;
  beforeAll(async () => {
    portal = await openWorkerPortal();
    journey = await openJourney(portal);
    settings = {
      PORTAL_URL: 'https://portale.example',
      DATABASE_APP_URL: portal.database.appUrl,
      DATABASE_QUEUE_URL: portal.database.queueUrl,
      STANZA_SECRET_KEY: TEST_SECRET_KEY,
      STORAGE_DIR: portal.storageDir,
      STORAGE_KEY: TEST_STORAGE_KEY,
    };
  });
  afterAll(() => portal.close());

  /** The sessions that prove a worker alive. */
  const presences = async () =>
    (
      await portal.admin.query(`select distinct pid from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`)
    ).rows.map(({ pid }) => Number(pid));

  it('says that it is ready, does what is queued, and ends well when it is asked to', async () => {
    const { child, printed, ended } = start(settings);
    expect(await once(child, 'message')).toEqual(['ready', undefined]);
    const id = await journey.submit('anna-bianchi');
    while ((await journey.practice(id)).requestProtocol === null) {
      expect(child.exitCode).toBeNull();
    }
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(printed).toEqual({ output: '', errors: '' });
  });

  it('with SMTP_URL sends real mail, and keeps none of it in the database', async () => {
    const smtp = await startSmtpServer();
    const { child, printed, ended } = start({ ...settings, SMTP_URL: smtp.url });
    await once(child, 'message');
    const id = await journey.submit('anna-bianchi');
    const isDone = async () =>
      (await journey.practice(id)).requestProtocol !== null && (await journey.deliveries(id)).every(hasEnded);
    while (!(await isDone())) expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await smtp.close();
    const { code } = await journey.practice(id);
    expect(
      smtp.mails
        .map(toMessage)
        .map(({ to, subject }) => `${to}: ${subject}`)
        .toSorted(),
    ).toEqual([
      `anna.bianchi@cittadini.example: Pratica ${code} inviata: Certificato di nascita`,
      `anna.bianchi@cittadini.example: Pratica ${code} protocollata: Certificato di nascita`,
      `olga@comune.example: Nuova pratica ${code}: Certificato di nascita`,
    ]);
    const kept = 'select from dev_mail where subject like $1';
    expect(await portal.rows(journey.tenant.id, kept, [`%${code}%`])).toEqual([]);
    expect(printed).toEqual({ output: '', errors: '' });
  });

  it('ends when the process that started it is gone', async () => {
    const { child } = start(settings);
    await once(child, 'message');
    const exited = once(child, 'exit');
    child.disconnect();
    expect(await exited).toEqual([0, null]);
  });

  it('goes on working when the database was away for a moment', async () => {
    const { child, ended } = start(settings);
    await once(child, 'message');
    const [before] = await presences();
    await portal.admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename in ('stanza_queue', 'stanza_app')`);
    while ((await presences()).every((pid) => pid === before)) expect(child.exitCode).toBeNull();
    const id = await journey.submit('mario-rossi');
    while ((await journey.practice(id)).requestProtocol === null) expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it.each([
    [{ STORAGE_DIR: '' }, 'Impostazione non valida: STORAGE_DIR deve essere una cartella.\n'],
    [
      { NODE_ENV: 'production' },
      'Impostazione mancante: in produzione serve SMTP_URL, il server che spedisce la posta.\n',
    ],
    [
      { DATABASE_APP_URL: 'postgres://nessuno@127.0.0.1:1/niente' },
      'Il worker non riesce a usare il database: controllate DATABASE_APP_URL e DATABASE_QUEUE_URL.\n',
    ],
    [
      { DATABASE_QUEUE_URL: 'postgres://nessuno@127.0.0.1:1/niente' },
      'Il worker non riesce a usare il database: controllate DATABASE_APP_URL e DATABASE_QUEUE_URL.\n',
    ],
  ])('ends with one sentence and code 1 when it cannot work (%#)', async (changes, sentence) => {
    const { printed, ended } = start({ ...settings, ...changes });
    expect(await ended).toEqual([1, null]);
    expect(printed.errors).toBe(sentence);
  });
});
