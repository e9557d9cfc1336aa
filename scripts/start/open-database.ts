import { join } from 'node:path';
import type { StartConfig } from '../config.ts';
import { startEmbeddedPostgres } from '../postgres/embedded.ts';
import { assertDatabaseAnswers } from './check-database.ts';
import { migrateDatabase } from './database-schema.ts';
import type { Say } from './say.ts';

/** The migrated database of the portal. */
export interface PortalDatabase {
  readonly name: 'PostgreSQL';
  /** Connection string of the owner, who migrates and seeds. */
  readonly adminUrl: string;
  /** Connection string of the role that web and worker work as. */
  readonly appUrl: string;
  /** Connection string of the role that takes jobs from the queue. */
  readonly queueUrl: string;
  /** Fulfilled when the embedded server has ended; never for a server that is not ours. */
  readonly ended: Promise<void>;
  /** Stops the embedded server; leaves alone a server that is not ours. */
  stop(): Promise<void>;
}

/**
 * Opens the server of DATABASE_URL, else starts the embedded one, and brings its schema up to date.
 *
 * @throws UserFacingError when there is no server to work with
 */
export async function openDatabase(config: StartConfig, say: Say): Promise<PortalDatabase> {
  const server = await openServer(config, say);
  try {
    const { appUrl, queueUrl } = await migrateDatabase(server.adminUrl);
    return { name: 'PostgreSQL', adminUrl: server.adminUrl, appUrl, queueUrl, ended: server.ended, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openServer({ databaseUrl, dataDir }: StartConfig, say: Say) {
  if (databaseUrl === undefined) return startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log: say });
  await assertDatabaseAnswers(databaseUrl);
  return { adminUrl: databaseUrl, ended: new Promise<void>(() => undefined), stop: async () => undefined };
}
