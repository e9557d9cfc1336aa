import { once } from 'node:events';
import { access, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TEST_SECRET_KEY, TEST_STORAGE_KEY } from '@stanza/gateways/testing';
import { freePort } from './postgres/free-port.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { makePublicTempFolder } from './testing/public-temp-folder.ts';
import { runStart, type StartProcess } from './testing/start-process.ts';

/** Starting web, worker and database on a busy machine takes its time. */
const START_TIMEOUT_MS = 90_000;

describe('npm start', () => {
  let dataDir: string;
  let port: number;

  beforeAll(async () => {
    dataDir = await makePublicTempFolder();
    port = await freePort();
  });

  afterAll(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  const running = new Set<StartProcess>();
  const start = (environment: Record<string, string> = {}) => {
    const portal = runStart({ DATA_DIR: dataDir, PORT: String(port), ...environment });
    running.add(portal);
    void portal.ended.then(() => running.delete(portal));
    return portal;
  };
  // One that a failed test left behind would hold the port of those that follow.
  afterEach(async () => {
    for (const portal of running) {
      portal.kill();
      await portal.ended;
    }
  });
  const dataIdentity = async () => (await stat(join(dataDir, 'postgres/PG_VERSION'))).ino;
  const databaseIsRunning = () =>
    access(join(dataDir, 'postgres/postmaster.pid')).then(
      () => true,
      () => false,
    );

  it(
    'runs the portal until Ctrl-C, which leaves no process behind, and finds the data again the next time',
    async () => {
      const first = start();
      await first.ready;
      const response = await fetch(`http://127.0.0.1:${port}/`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('Rovereto');
      expect(first.output()).toContain(`http://127.0.0.1:${port}/sviluppo/posta`);
      expect(first.output()).toContain('Credenziali dimostrative');
      const identity = await dataIdentity();
      const keyFile = join(dataDir, 'secret-key');
      const key = await readFile(keyFile, 'utf8');
      expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
      expect(first.output()).not.toContain(key);

      first.pressCtrlC();
      first.pressCtrlC();
      expect(await first.ended).toBe(0);
      expect(await databaseIsRunning()).toBe(false);

      const second = start();
      await second.ready;
      expect(await dataIdentity()).toBe(identity);
      expect(await readFile(keyFile, 'utf8')).toBe(key);
      second.pressCtrlC();
      expect(await second.ended).toBe(0);
    },
    START_TIMEOUT_MS,
  );

  it(
    'stops everything, with exit code 1 and a sentence, when one of its processes ends by itself',
    async () => {
      const portal = start();
      await portal.ready;
      const postmaster = Number.parseInt(await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
      process.kill(postmaster, 'SIGINT');
      expect(await portal.ended).toBe(1);
      expect(portal.errors()).toContain('si è chiuso da solo');
    },
    START_TIMEOUT_MS,
  );

  it(
    'leaves no process behind when it is killed',
    async () => {
      const portal = start();
      await portal.ready;
      portal.kill();
      await portal.ended;
      expect(await databaseIsRunning()).toBe(false);
    },
    START_TIMEOUT_MS,
  );

  it('says in one sentence that the port is taken', async () => {
    const occupant = createServer().listen(port, '127.0.0.1');
    await once(occupant, 'listening');
    const portal = start();
    expect(await portal.ended).toBe(1);
    expect(portal.errors()).toBe(
      `La porta ${port} è già occupata da un altro programma: chiudetelo oppure scegliete un’altra porta con PORT.\n`,
    );
    occupant.close();
    await once(occupant, 'close');
  });

  it('says in one sentence that the database does not answer', async () => {
    const silentPort = await freePort();
    const portal = start({ DATABASE_URL: `postgres://stanza:segreto@127.0.0.1:${silentPort}/stanza` });
    expect(await portal.ended).toBe(1);
    expect(portal.errors()).toBe(
      `Il database su 127.0.0.1:${silentPort} non risponde: controllate che sia avviato e che DATABASE_URL sia giusta.\n`,
    );
  });

  it('says in one sentence which setting is wrong', async () => {
    const portal = start({ PORT: 'tremila' });
    expect(await portal.ended).toBe(1);
    expect(portal.errors()).toBe('Impostazione non valida: PORT deve essere un numero da 1 a 65535.\n');
  });

  it('says in one sentence that the certificates of the database cannot be read', async () => {
    const portal = start({
      DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x?sslmode=verify-full&sslrootcert=/nope.crt',
    });
    expect(await portal.ended).toBe(1);
    expect(portal.errors()).toBe(
      'DATABASE_URL non si può usare: controllate che i certificati e le chiavi che indica esistano e si possano leggere.\n',
    );
  });

  it(
    'runs in production, without anything of the demonstration',
    async () => {
      const portal = start({
        NODE_ENV: 'production',
        SMTP_URL: 'smtp://127.0.0.1:1',
        STANZA_SECRET_KEY: TEST_SECRET_KEY,
        STORAGE_KEY: TEST_STORAGE_KEY,
        DATA_DIR: `${dataDir}/produzione`,
      });
      await portal.ready;
      const response = await fetch(`http://127.0.0.1:${port}/`);
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain('Rovereto');
      expect(portal.output()).not.toContain('Credenziali dimostrative');
      portal.pressCtrlC();
      expect(await portal.ended).toBe(0);
    },
    START_TIMEOUT_MS,
  );

  describe('on a database of one’s own', () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createTestDatabase();
    });
    afterAll(() => database.drop());

    it(
      'puts the demonstration into an empty one, says so, and adds nothing the next time',
      async () => {
        const first = start({ DATABASE_URL: database.adminUrl });
        await first.ready;
        expect(first.output()).toContain('Il database di DATABASE_URL era vuoto');
        expect(first.output()).toContain('Credenziali dimostrative');
        first.pressCtrlC();
        expect(await first.ended).toBe(0);

        const second = start({ DATABASE_URL: database.adminUrl });
        await second.ready;
        expect(second.output()).toContain('Il database di DATABASE_URL ha già dei Comuni');
        expect(second.output()).not.toContain('Credenziali dimostrative');
        second.pressCtrlC();
        expect(await second.ended).toBe(0);
      },
      START_TIMEOUT_MS,
    );

    it.each([
      [
        'read only',
        'options=-c%20default_transaction_read_only%3Don',
        'Il database di DATABASE_URL è in sola lettura: indicate il server principale e un utente che possa scrivere.\n',
      ],
      [
        'anything else',
        'options=-c%20lock_timeout%3D1%20-c%20statement_timeout%3D1',
        /^Non è stato possibile preparare il database, che ha risposto «[^\n]+»\.\n$/u,
      ],
    ])('says in one sentence why it cannot be prepared: %s', async (_what, query, sentence) => {
      const portal = start({ DATABASE_URL: `${database.adminUrl}?${query}` });
      expect(await portal.ended).toBe(1);
      expect(portal.errors()).toMatch(sentence);
      expect(portal.errors().split('\n')).toHaveLength(2);
    });
  });
});
