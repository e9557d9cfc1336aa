import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { EnteSetup, Tenant, TenantDirectory, UnitOfWork } from '@stanza/core';
import { makeEnteSetup, makePool, makeTenantDirectory, makeUnitOfWork, type Pool, portalUrls } from '@stanza/postgres';
import { readStartConfig, type StartConfig } from '../config.ts';
import { startEmbeddedPostgres } from '../postgres/embedded.ts';
import { runningEmbedded } from '../postgres/running-embedded.ts';
import { assertDatabaseAnswers } from '../start/check-database.ts';
import { assertSchemaCurrent, migrateDatabase } from '../start/database-schema.ts';
import { UserFacingError } from '../user-facing-error.ts';
import type { Terminal } from './terminal.ts';

/** What the commands work with. */
export interface Platform {
  readonly config: StartConfig;
  /** Who works at the terminal: what the register of an office says of their acts. */
  readonly operator: string;
  readonly admin: Pool;
  readonly queue: Pool;
  readonly tenants: TenantDirectory;
  readonly setup: EnteSetup;
  readonly unitOfWork: UnitOfWork;
}

/** The server of DATABASE_URL, or the embedded one: that of a running `npm start`, else one for as long as the command takes. */
const openServer = async ({ databaseUrl, dataDir }: StartConfig) => {
  const left = { stop: async () => undefined };
  if (databaseUrl !== undefined) {
    await assertDatabaseAnswers(databaseUrl);
    return { adminUrl: databaseUrl, ...left };
  }
  const folder = join(dataDir, 'postgres');
  const running = await runningEmbedded(folder);
  return running === null
    ? startEmbeddedPostgres({ dataDir: folder, log: () => undefined })
    : { adminUrl: running, ...left };
};

/**
 * Brings the platform's database to the version of this program.
 * @throws UserFacingError when there is no database to work with; WrongSchema when a later version has migrated it
 */
export const migratePlatform = async ({ environment }: Pick<Terminal, 'environment'>): Promise<void> => {
  const server = await openServer(readStartConfig(environment));
  try {
    await migrateDatabase(server.adminUrl);
  } finally {
    await server.stop();
  }
};

/**
 * Does some work on the platform's database, as it finds it, and leaves nothing open.
 * @throws UserFacingError when there is no database to work with; WrongSchema when its schema is not that of this version
 */
export const withPlatform = async <T>(
  { environment }: Pick<Terminal, 'environment'>,
  work: (platform: Platform) => Promise<T>,
): Promise<T> => {
  const config = readStartConfig(environment);
  const server = await openServer(config);
  const pools: Pool[] = [];
  const pool = (url: string): Pool => {
    const made = makePool(url, { max: 2 });
    pools.push(made);
    return made;
  };
  try {
    await assertSchemaCurrent(server.adminUrl);
    const urls = portalUrls(server.adminUrl);
    const [admin, app, operator] = [pool(server.adminUrl), pool(urls.appUrl), userInfo().username];
    return await work({
      config,
      operator,
      admin,
      queue: pool(urls.queueUrl),
      tenants: makeTenantDirectory(app),
      setup: makeEnteSetup(admin, operator),
      unitOfWork: makeUnitOfWork(app),
    });
  } finally {
    await Promise.all(pools.map((one) => one.end()));
    await server.stop();
  }
};

/** The ente that a command names. @throws UserFacingError when there is none */
export const enteNamed = async ({ tenants }: Pick<Platform, 'tenants'>, slug: string): Promise<Tenant> => {
  const ente = await tenants.bySlug(slug);
  if (ente === null)
    throw new UserFacingError(`Non c’è nessun Comune con il percorso «${slug}»: vedi «stanza ente elenco».`);
  return ente;
};
