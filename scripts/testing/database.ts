import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { hasErrorCode } from '../error-code.ts';
import { DEMO_DOOR, readTestConfig } from './config.ts';
import { onDatabase, withClient } from './template-database.ts';

const templateSchema = z.object({
  name: z.string(),
  maintenanceUrl: z.string(),
  adminUrl: z.string(),
  appUrl: z.string(),
  queueUrl: z.string(),
});

const OBJECT_IN_USE = '55006';
const COPY_ATTEMPTS = 20;
/** Closing a connection is seen by the server a moment later than by its client. */
const CLOSING_GRACE_MS = 2_000;

/** A migrated, empty database that belongs to one test file. Connection strings by role. */
export interface TestDatabase {
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly queueUrl: string;
  /**
   * Deletes the database.
   * @throws Error when some connection was left open: the database is deleted all the same, and the test fails
   */
  drop(): Promise<void>;
}

/**
 * Makes a database for a test file, by copying the migrated template of the run (a few hundredths of a second). The
 * first call of a run also starts the server and migrates, one or two seconds.
 * @param content `'demo'`: the enti of the demonstration are in it
 */
export async function createTestDatabase(content: 'nothing' | 'demo' = 'nothing'): Promise<TestDatabase> {
  const template = await askForTemplate(content);
  const name = template.name.replace(/template$/, randomBytes(6).toString('hex'));
  await copyTemplate(template.maintenanceUrl, template.name, name);
  return {
    adminUrl: onDatabase(template.adminUrl, name),
    appUrl: onDatabase(template.appUrl, name),
    queueUrl: onDatabase(template.queueUrl, name),
    drop: () => dropDatabase(template.maintenanceUrl, name),
  };
}

async function askForTemplate(content: 'nothing' | 'demo'): Promise<z.infer<typeof templateSchema>> {
  const { STANZA_TEST_CLUSTER: doorUrl } = readTestConfig();
  if (doorUrl === undefined) throw new Error('createTestDatabase works only in a run with the global setup of Jest');
  const response = await fetch(content === 'demo' ? `${doorUrl}${DEMO_DOOR}` : doorUrl);
  if (!response.ok) throw new Error(`the test database could not be prepared: ${await response.text()}`);
  return templateSchema.parse(await response.json());
}

async function copyTemplate(maintenanceUrl: string, template: string, name: string): Promise<void> {
  await withClient(maintenanceUrl, async (client) => {
    // Copied as files: through the log, as PostgreSQL does by itself, copying and dropping take longer.
    const statement = `create database ${client.escapeIdentifier(name)} template ${client.escapeIdentifier(template)} strategy file_copy`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        if (!hasErrorCode(error, OBJECT_IN_USE) || attempt === COPY_ATTEMPTS) throw error;
        await delay(100);
      }
    }
  });
}

async function dropDatabase(maintenanceUrl: string, name: string): Promise<void> {
  await withClient(maintenanceUrl, async (client) => {
    const deadline = Date.now() + CLOSING_GRACE_MS;
    const openConnections = async () =>
      (
        await client.query<{ usename: string; query: string }>(
          'select usename, query from pg_stat_activity where datname = $1',
          [name],
        )
      ).rows;
    let open = await openConnections();
    while (open.length > 0 && Date.now() < deadline) {
      await delay(20);
      open = await openConnections();
    }
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    if (open.length > 0) {
      const culprits = open.map(({ usename, query }) => `${usename}: ${query}`).join('\n');
      throw new Error(`${open.length} connections were left open by the test:\n${culprits}`);
    }
  });
}
