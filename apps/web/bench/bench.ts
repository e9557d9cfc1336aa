import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_DRAFT_DAYS, DEFAULT_FILE_ALLOWANCE, dayInItaly } from '@stanza/core';
import { loadTerritory, makeArgon2PasswordHasher, makeSecretBox } from '@stanza/gateways';
import { testSecretKey, testStorage } from '@stanza/gateways/testing';
import { makeEnteSetup, makePool, migrate, type Pool } from '@stanza/postgres';
import { startEmbeddedPostgres } from '../../../scripts/postgres/embedded.ts';
import { seedDemo } from '../../../scripts/seed/seed-demo.ts';
import { makePublicTempFolder } from '../../../scripts/testing/public-temp-folder.ts';
import { makeContainer } from '../src/composition/container.ts';
import { poolToken, portalToken } from '../src/composition/tokens.ts';
import { type Flow, type Load, measure } from './client.ts';
import { prepareUser } from './prepare-users.ts';
import { type Result, report } from './report.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/** Everybody at once; more only wait longer for the one server process. */
const USERS = 24;
const WARM_UP_SECONDS = 10;
const SECONDS = 10;
const ENTE = 'rovereto';

const tokenIn = (body: string): string => /name="_csrf" value="([^"]+)"/u.exec(body)?.[1] ?? '';

const run = async (server: ServerProcess, name: string, users: Load['users']): Promise<Result> => {
  await measure({ origin: server.origin, users, seconds: WARM_UP_SECONDS });
  const before = await server.cpu();
  const measured = await measure({ origin: server.origin, users, seconds: SECONDS });
  return { name, measured, cpu: (await server.cpu()) - before };
};

/** Sheet → step → save → summary, as somebody with a draft goes. */
const portalFlow =
  (practiceId: string): Flow =>
  async (send) => {
    const draft = `/${ENTE}/pratiche/${practiceId}/compila`;
    const step = `${draft}/tipologia-ed-uso`;
    await send('sheet', `/${ENTE}/servizi/certificato-di-nascita`, { text: 'Certificato di nascita' });
    const { body } = await send('step', step, { text: 'name="uso"' });
    const uso = `Banca ${Math.random()}`;
    const form = { _csrf: tokenIn(body), tipologia: 'semplice', uso, azione: 'avanti', nota_privata: '' };
    await send('save', step, { redirect: `${draft}/conferma` }, form);
    await send('summary', `${draft}/conferma`, { text: uso });
  };

const bareFlow: Flow = async (send) => {
  await send('sheet', '/sheet', { text: 'Scheda' });
  const { body } = await send('step', '/step', { text: 'Passo' });
  const uso = `Banca ${Math.random()}`;
  await send('save', '/step', { redirect: '/summary' }, { _csrf: tokenIn(body), uso });
  await send('summary', '/summary', { text: uso });
};

const prepareBaseline = async (pool: Pool): Promise<readonly string[]> => {
  await pool.query(`create table bench_session (token_hash text primary key, user_name text);
    create table bench_draft (id text primary key, answers jsonb not null, version int not null);
    create table bench_log (id bigint generated always as identity primary key, what text);`);
  const cookies: string[] = [];
  for (let index = 0; index < USERS; index += 1) {
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(token).digest('hex');
    const id = randomBytes(8).toString('hex');
    await pool.query('insert into bench_session values ($1, $2)', [hash, 'Anna']);
    await pool.query("insert into bench_draft values ($1, '{}', 1)", [id]);
    cookies.push(`sessione=${token}; bozza=${id}`);
  }
  return cookies;
};

const folder = await makePublicTempFolder();
const storageDir = await mkdtemp(join(tmpdir(), 'stanza-bench-'));
// On disk and with fsync, as in production.
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => undefined });
try {
  const { appUrl } = await migrate({ adminUrl: postgres.adminUrl });
  const admin = makePool(postgres.adminUrl, { max: 2 });
  const hasher = makeArgon2PasswordHasher();
  const secretBox = makeSecretBox(testSecretKey);
  await seedDemo({ setup: makeEnteSetup(admin), hasher, secretBox, today: dayInItaly(new Date()), say: console.warn });
  const container = makeContainer(
    {
      mode: 'test',
      host: '127.0.0.1',
      port: 0,
      databaseAppUrl: appUrl,
      secretKey: testSecretKey,
      storage: testStorage(storageDir),
      clamd: null,
      signInKeysDir: storageDir,
      trustListFile: '/nowhere',
      signInKeys: new Map(),
      portalUrl: 'https://stanza.example',
      mailInDatabase: false,
      portalAddress: null,
      draftDays: DEFAULT_DRAFT_DAYS,
      fileAllowance: DEFAULT_FILE_ALLOWANCE,
      trustProxy: false,
    },
    await loadTerritory(),
    null,
    console,
  );
  const portal = container.get(portalToken);
  const ente = await portal.tenants.bySlug(ENTE);
  if (ente === null) throw new Error(`${ENTE} was not seeded`);
  const users = await Promise.all(Array.from({ length: USERS }, (_, index) => prepareUser(portal, ente, index)));
  const cookies = await prepareBaseline(admin);
  await container.get(poolToken).end();
  await admin.end();

  const server = await startServerProcess(join(import.meta.dirname, 'portal-server.ts'), {
    databaseAppUrl: appUrl,
    storageDir,
    signInKeysDir: storageDir,
    portalUrl: 'https://stanza.example',
  });
  const portalUsers = users.map(({ cookie, practiceId }) => ({ cookie, flow: portalFlow(practiceId) }));
  const [first] = users;
  const bytesOf = async (path: string): Promise<number> => {
    const sample = await fetch(`${server.origin}/${ENTE}/${path}`, { headers: { cookie: first?.cookie ?? '' } });
    return Buffer.byteLength(await sample.text());
  };
  const draft = `pratiche/${first?.practiceId}/compila`;
  const pageBytes = {
    sheet: await bytesOf('servizi/certificato-di-nascita'),
    step: await bytesOf(`${draft}/tipologia-ed-uso`),
    summary: await bytesOf(`${draft}/conferma`),
  };
  const measured = await run(server, 'portal', portalUsers);
  await server.stop();

  const baseline = await startServerProcess(join(import.meta.dirname, 'baseline-server.ts'), {
    databaseUrl: postgres.adminUrl,
    pageBytes,
  });
  const all = (flow: Flow): Load['users'] => cookies.map((cookie) => ({ cookie, flow }));
  const baselines = [
    await run(
      baseline,
      'Fastify hello',
      all(async (send) => void (await send('hello', '/hello', { text: 'ciao' }))),
    ),
    await run(
      baseline,
      '20 KB Handlebars page',
      all(async (send) => void (await send('page', '/page', { text: 'Pagina' }))),
    ),
    await run(
      baseline,
      'indexed SELECT and that page',
      all(async (send) => void (await send('select', '/select', { text: 'Anna' }))),
    ),
    await run(
      baseline,
      'INSERT+UPDATE per POST',
      all(async (send) => void (await send('write', '/write', { redirect: '/step' }, {}))),
    ),
    await run(baseline, 'bare flow, same four requests', all(bareFlow)),
  ];
  await baseline.stop();
  console.log(
    `${USERS} users at once, one server process, PostgreSQL with fsync; bytes of a page: ${JSON.stringify(pageBytes)}.\n`,
  );
  console.log(report(measured, baselines));
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
  await rm(storageDir, { recursive: true, force: true });
}
