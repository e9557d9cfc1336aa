import { Kysely, Migrator, PostgresDialect } from 'kysely';
import pg from 'pg';
import { MIGRATIONS } from '../migrations/index.ts';
import { prepareQueue } from './prepare-queue.ts';
import { prepareRoles } from './prepare-roles.ts';
import { portalUrls, ROLES } from './roles.ts';

/** Any number that nobody else locks in our database. */
const MIGRATION_LOCK = 7_108_273;

/**
 * Creates or brings up to date everything in one database: roles, tables with row-level security, queue. Doing it
 * again changes nothing and takes some hundredths of a second; two that meet wait for each other.
 * @param options.adminUrl connection string of a superuser, or (PostgreSQL 16 and later) of a role with CREATEROLE that
 * owns the database. The roles' passwords follow from its password, so portals that share a cluster share it.
 * @returns the connection strings that web and worker use (`appUrl`) and that takes jobs from the queue (`queueUrl`)
 * @throws whatever went wrong; the migration that failed has changed nothing
 */
export const migrate = async (options: { adminUrl: string }): Promise<{ appUrl: string; queueUrl: string }> => {
  const { adminUrl } = options;
  const urls = portalUrls(adminUrl);
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  try {
    await admin.connect();
    await admin.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await prepareRoles(admin, adminUrl);
    await prepareQueue(admin, urls.queueUrl);
    await becomeMemberOfQueue(admin);
    await migrateTables(adminUrl);
  } finally {
    await admin.end(); // and with it the lock
  }
  return urls;
};

/** Who is no superuser gives a function to a role only as one who can become it. */
const becomeMemberOfQueue = async (admin: pg.ClientBase): Promise<void> => {
  const { rows } = await admin.query<{ rolsuper: boolean }>(
    'select rolsuper from pg_roles where rolname = current_user',
  );
  if (rows[0]?.rolsuper === false) await admin.query(`grant ${ROLES.queue} to current_user`);
};

const migrateTables = async (adminUrl: string): Promise<void> => {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => MIGRATIONS },
      migrationTableSchema: 'stanza_migration',
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  } finally {
    await db.destroy();
  }
};
