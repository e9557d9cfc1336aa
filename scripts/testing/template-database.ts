import { migrate } from '@stanza/postgres';
import pg from 'pg';

/** The migrated database that test databases are copied from. */
export interface TemplateDatabase {
  readonly name: string;
  /** Connection string of the administrator, on the maintenance database. */
  readonly maintenanceUrl: string;
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly queueUrl: string;
}

/** Creates the template of one test run; every database of the run has a name that begins with `prefix`. */
export async function createTemplateDatabase(maintenanceUrl: string, prefix: string): Promise<TemplateDatabase> {
  const name = `${prefix}template`;
  await withClient(maintenanceUrl, (client) => client.query(`create database ${client.escapeIdentifier(name)}`));
  const adminUrl = onDatabase(maintenanceUrl, name);
  return { name, maintenanceUrl, adminUrl, ...(await migrate({ adminUrl })) };
}

/** Drops every database of one test run, the template included. */
export async function dropDatabases(maintenanceUrl: string, prefix: string): Promise<void> {
  await withClient(maintenanceUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) {
      await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
    }
  });
}

/** The same connection string, on another database. */
export function onDatabase(url: string, name: string): string {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.href;
}

/** Runs `work` on a connection of its own, which is closed at the end. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
