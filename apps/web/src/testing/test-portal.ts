import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, DEFAULT_DRAFT_DAYS, DEFAULT_FILE_ALLOWANCE, type FileAllowance } from '@stanza/core';
import { makeMemoryTerritory } from '@stanza/core/testing';
import { testSecretKey, testStorage } from '@stanza/gateways/testing';
import { makePool, type Pool } from '@stanza/postgres';
import type { DemoCredential } from '../../../../scripts/seed/demo-credential.ts';
import { demoCredentials } from '../../../../scripts/seed/seed-demo.ts';
import { createTestDatabase, type TestDatabase } from '../../../../scripts/testing/database.ts';
import { makeWorkerForTests } from '../../../worker/src/testing/worker-for-tests.ts';
import { type App, buildApp } from '../app.ts';
import { makeContainer } from '../composition/container.ts';
import { loadTestFederation } from '../composition/load-test-federation.ts';
import { logOf } from '../composition/log-of.ts';
import { clockToken, mailboxToken, poolToken, portalToken } from '../composition/tokens.ts';
import { loggerOptions } from '../http/logger-options.ts';
import type { Portal } from '../portal.ts';
import { signIn } from './sign-in.ts';
import { signInOperator } from './sign-in-operator.ts';
import { makeTestBrowser, type TestBrowser } from './test-browser.ts';

/** The whole portal on a PostgreSQL of its own, seeded like the demonstration. Rovereto and Tre Ville are there. */
export interface TestPortal {
  readonly app: App;
  readonly portal: Portal;
  readonly database: TestDatabase;
  readonly pool: Pool;
  readonly staff: readonly DemoCredential[];
  /** Folder of the keys of the enti; there are none. */
  readonly signInKeysDir: string;
  /** Somebody who has never been here. @param remoteAddress where they come from @param cookies that somebody has put there */
  browser(remoteAddress?: string, cookies?: Readonly<Record<string, string>>): TestBrowser;
  /** A citizen who has signed in, accepted the terms and completed the profile. @param key see `testCitizens` */
  citizen(key: string, ente?: string): Promise<TestBrowser>;
  /** An operator who has signed in. @param role as printed at start: `operatore` or `amministratore` */
  operator(role?: string, ente?: string): Promise<TestBrowser>;
  /** Does all the background work there is, by the real worker. */
  drain(): Promise<void>;
  /** Changes the database behind the portal's back, as its owner: for what no page does yet. */
  asOwner(statement: string): Promise<void>;
  close(): Promise<void>;
}

/** Where the portal of a test is. */
const SETTING = { host: '127.0.0.1', trustProxy: false, portalUrl: 'http://localhost' } as const;

/** What the portal is reached by before it listens: the host that `inject` says. */
const TEST_ORIGIN = 'http://localhost';

export const PROFILE = {
  email: 'prova@cittadini.example',
  telefono: '0464 123456',
  'residenza.via': 'Via Roma',
  'residenza.civico': '1',
  'residenza.cap': '38068',
  'residenza.comune': 'Rovereto',
  'residenza.provincia': 'TN',
};

/** What the portal asks of who is there for the first time: the terms and the profile. @param browser just signed in */
export const completeFirstAccess = async (browser: TestBrowser, ente: string): Promise<void> => {
  const terms = await browser.visit(`/${ente}/condizioni`);
  const boxes = terms.html.querySelectorAll('input[name=condizione]').map((box) => box.getAttribute('value') ?? '');
  for (const condizione of boxes) await browser.post(`/${ente}/condizioni`, { condizione });
  const profile = await browser.visit(`/${ente}/profilo`);
  const known = (name: string) => profile.html.querySelector(`input[name=${name}]`)?.getAttribute('value') ?? '';
  await browser.send(`/${ente}/profilo`, { ...PROFILE, email: known('email') });
};

/**
 * @param options.clock what time it is, for the web app; the real one when it is not given
 * @param options.mode as in the settings
 * @param options.fileAllowance the same as in the settings when it is not given
 */
export const makeTestPortal = async (
  options: {
    readonly clock?: Clock;
    readonly mode?: 'test' | 'production';
    readonly fileAllowance?: FileAllowance;
    /** Gets every line that web and worker log, down to the smallest; nothing is logged when it is not given. */
    readonly log?: (line: string) => void;
  } = {},
): Promise<TestPortal> => {
  const { mode = 'test', fileAllowance = DEFAULT_FILE_ALLOWANCE, log } = options;
  const database = await createTestDatabase('demo');
  const storageDir = await mkdtemp(join(tmpdir(), 'stanza-web-'));
  const signInKeysDir = join(storageDir, 'identita');
  const staff = demoCredentials();
  const listening: { server: App['server'] | null } = { server: null };
  const originNow = (): string => {
    const address = listening.server?.server.address();
    return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : TEST_ORIGIN;
  };
  const testFederation = await loadTestFederation({ ...SETTING, mode }, originNow);
  const container = makeContainer(
    {
      mode,
      host: '127.0.0.1',
      port: 0,
      databaseAppUrl: database.appUrl,
      secretKey: testSecretKey,
      storage: testStorage(storageDir),
      clamd: null,
      signInKeysDir,
      trustListFile: join(storageDir, 'firme', 'autorita.pem'),
      signInKeys: new Map(),
      portalUrl: TEST_ORIGIN,
      portalAddress: null,
      draftDays: DEFAULT_DRAFT_DAYS,
      fileAllowance,
      mailInDatabase: true,
      trustProxy: false,
    },
    makeMemoryTerritory(),
    testFederation,
    logOf(() => listening.server),
  );
  if (options.clock !== undefined) (await container.rebind(clockToken)).toConstantValue(options.clock);
  const pool = container.get(poolToken);
  const portal = container.get(portalToken);
  const mailbox = container.get(mailboxToken);
  const logger = log === undefined ? false : { ...loggerOptions('production'), level: 'trace', stream: { write: log } };
  const app = await buildApp({ portal, mailbox, mode, secure: false, trustProxy: false, logger });
  listening.server = app.server;
  const worker = await makeWorkerForTests({
    appUrl: database.appUrl,
    queueUrl: database.queueUrl,
    storageDir,
    ...(log === undefined ? {} : { log }),
  });
  const browser: TestPortal['browser'] = (remoteAddress, cookies) =>
    makeTestBrowser(app.server, remoteAddress, cookies);
  return {
    app,
    portal,
    database,
    pool,
    staff,
    signInKeysDir,
    browser,
    async citizen(key, ente = 'rovereto') {
      const somebody = browser();
      await signIn(somebody, ente, key);
      await completeFirstAccess(somebody, ente);
      return somebody;
    },
    async operator(role = 'operatore', ente = 'rovereto') {
      const somebody = browser();
      const name = (await portal.tenants.bySlug(ente))?.name;
      const credential = staff.find((candidate) => candidate.ente === name && candidate.role === role);
      if (credential === undefined) throw new Error(`${ente} has no ${role}`);
      await signInOperator(portal, somebody, ente, credential);
      return somebody;
    },
    drain: () => worker.drain(),
    async asOwner(statement) {
      const owner = makePool(database.adminUrl, { max: 1 });
      await owner.query(statement).finally(() => owner.end());
    },
    async close() {
      await worker.close();
      await app.server.close();
      await pool.end();
      await rm(storageDir, { recursive: true, force: true });
      await database.drop();
    },
  };
};
