import { DEFAULT_DRAFT_DAYS, DEFAULT_FILE_ALLOWANCE, type Operator, type Tenant } from '@stanza/core';
import { loadTerritory, makeArgon2PasswordHasher } from '@stanza/gateways';
import { testSecretKey, testStorage } from '@stanza/gateways/testing';
import { inTenant, migrate, type Pool } from '@stanza/postgres';
import pg from 'pg';
import { type LargeEnte, seedLargeEnte } from '../../../scripts/seed/large-ente.ts';
import { openOwner } from '../../../scripts/seed/open-owner.ts';
import { buildApp } from '../src/app.ts';
import { makeContainer } from '../src/composition/container.ts';
import { poolToken, portalToken } from '../src/composition/tokens.ts';
import { hashOfToken, newBrowserToken } from '../src/http/browser-token.ts';
import { type Samples, type Scenario, sample, scenarios } from './lists-scenarios.ts';

const PAGE_SIZE = 20;

/** A portal on a database of its own with one large ente. */
export interface ListsStage {
  readonly scenarios: readonly Scenario[];
  /** Milliseconds that the page takes, as a browser gets it but for the network. */
  page(scenario: Scenario): Promise<number>;
  /** Milliseconds that the read models take for it. */
  reads(scenario: Scenario): Promise<number>;
  /** How many rows the page has. */
  rows(scenario: Scenario): Promise<number>;
  /** The plans of its statements, run. */
  plans(scenario: Scenario): Promise<readonly string[]>;
  close(): Promise<void>;
}

const onDatabase = (url: string, name: string): string => {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
};

const createDatabase = async (adminUrl: string, name: string): Promise<string> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${client.escapeIdentifier(name)}`).finally(() => client.end());
  return onDatabase(adminUrl, name);
};

const fill = async (
  adminUrl: string,
  practices: number,
): Promise<{ readonly ente: LargeEnte; readonly samples: Samples }> => {
  const pool = openOwner(adminUrl);
  const started = Date.now();
  const ente = await seedLargeEnte({ pool, hasher: makeArgon2PasswordHasher(), practices, say: () => undefined });
  if (ente === null) throw new Error('The database was not empty');
  console.error(`${practices} practices in ${Math.round((Date.now() - started) / 1000)} s`);
  const samples = await sample(pool);
  await pool.end();
  return { ente, samples };
};

/** Keeps what is sent on each connection of the pool, from now on. */
const watchStatements = (pool: Pool): pg.QueryConfig[] => {
  const sent: pg.QueryConfig[] = [];
  pool.on('connect', (client) => {
    const query = client.query.bind(client);
    Object.assign(client, {
      query: (...given: Parameters<typeof query>) => {
        const [statement] = given as readonly unknown[];
        if (typeof statement === 'object' && statement !== null && 'text' in statement)
          sent.push(statement as pg.QueryConfig);
        return query(...given);
      },
    });
  });
  return sent;
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

const addressOf = (tenant: Tenant, { query, after }: Scenario, sealed: string): string => {
  const values = {
    lista: query.list,
    stato: query.state,
    dal: query.sent?.from,
    al: query.sent?.to,
    ordine: query.order,
    ricerca: sealed,
    dopo: after,
  };
  const said = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `/${tenant.slug}/operatori?${new URLSearchParams(said)}`;
};

/** @param practices of its ente */
export const openListsStage = async (clusterUrl: string, name: string, practices: number): Promise<ListsStage> => {
  const adminUrl = await createDatabase(clusterUrl, name);
  const { appUrl } = await migrate({ adminUrl });
  const { ente, samples } = await fill(adminUrl, practices);
  const { tenant, operators } = ente;
  const container = makeContainer(
    {
      mode: 'test',
      host: '127.0.0.1',
      port: 0,
      databaseAppUrl: appUrl,
      storage: testStorage('/nowhere'),
      clamd: null,
      signInKeysDir: '/nowhere',
      trustListFile: '/nowhere',
      signInKeys: new Map(),
      portalUrl: 'https://stanza.example',
      secretKey: testSecretKey,
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
  const pool = container.get(poolToken);
  const sent = watchStatements(pool);
  const portal = container.get(portalToken);
  const { server } = await buildApp({
    portal,
    mailbox: null,
    mode: 'test',
    secure: false,
    trustProxy: false,
    logger: false,
  });
  const operatorOf = ({ operator }: Scenario): Operator => {
    const found = operators[operator];
    if (found === undefined) throw new Error(`There is no operator ${operator}`);
    return found;
  };

  // An administrator has to set up a second factor first; the lists are the same for who is none.
  for (const { id, name, services } of operators) {
    const change = { name, role: 'operatore', services, enabled: true } as const;
    await portal.unitOfWork.run(tenant.id, ({ accounts }) => accounts.update(id, change, 0));
  }

  const tokens = new Map<string, string>();
  const cookiesOf = async ({ id }: Operator) => {
    const token = tokens.get(id) ?? newBrowserToken();
    if (!tokens.has(id)) {
      const end = new Date(Date.now() + 8 * 3_600_000);
      await portal.sessions.create(
        tenant.id,
        hashOfToken(token),
        { kind: 'operator', id, epoch: 0, awaitsCode: false },
        { expiresAt: end, endsAt: end },
      );
      tokens.set(id, token);
    }
    return { stanza_operatore: token, stanza_csrf_operatori: 'secret-of-the-bench-01' };
  };
  /** The search as the page puts it into addresses, by sending its form. */
  const seal = async (scenario: Scenario): Promise<string> => {
    const cookies = await cookiesOf(operatorOf(scenario));
    const url = `/${tenant.slug}/operatori`;
    const form = await server.inject({ url, cookies });
    const csrf = /name="_csrf" value="([^"]+)"/u.exec(form.body)?.[1] ?? '';
    const payload = new URLSearchParams({ _csrf: csrf, cerca: scenario.typed }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await server.inject({ method: 'POST', url, cookies, payload, headers });
    return new URL(answer.headers.location ?? '', 'http://bench').searchParams.get('ricerca') ?? '';
  };
  const addresses = new Map<Scenario, string>();
  const addressFor = async (scenario: Scenario): Promise<string> => {
    const known = addresses.get(scenario);
    if (known !== undefined) return known;
    const service = operatorOf(scenario).services.find((id) => id === scenario.query.serviceId);
    const slugs =
      service === undefined ? [] : await portal.unitOfWork.read(tenant.id, ({ services }) => services.list());
    const slug = slugs.find(({ id }) => id === service)?.definition.slug;
    const sealed = scenario.typed === '' ? '' : await seal(scenario);
    const address = addressOf(tenant, scenario, sealed) + (slug === undefined ? '' : `&servizio=${slug}`);
    addresses.set(scenario, address);
    return address;
  };

  const read = (scenario: Scenario) =>
    portal.unitOfWork.read(tenant.id, async ({ reads }) => {
      const { id } = operatorOf(scenario);
      await reads.operatorDesk(id);
      return reads.operatorPage(id, scenario.query, { after: scenario.after, limit: PAGE_SIZE });
    });

  return {
    scenarios: scenarios(samples),
    async page(scenario) {
      const request = { url: await addressFor(scenario), cookies: await cookiesOf(operatorOf(scenario)) };
      return timed(async () => {
        const answer = await server.inject(request);
        if (answer.statusCode !== 200) throw new Error(`${request.url} answered ${answer.statusCode}`);
      });
    },
    reads: (scenario) => timed(() => read(scenario)),
    rows: async (scenario) => (await read(scenario)).rows.length,
    async plans(scenario) {
      sent.length = 0;
      await read(scenario);
      return inTenant(pool, tenant.id, async ({ query }) => {
        const plans: string[] = [];
        for (const { text, values = [] } of [...sent]) {
          const rows = await query<{ 'QUERY PLAN': string }>({ text: `explain (analyze, buffers) ${text}`, values });
          plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        }
        return plans;
      });
    },
    async close() {
      await server.close();
      await pool.end();
    },
  };
};
