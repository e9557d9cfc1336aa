import pg from 'pg';
import { MIGRATIONS } from '../migrations/index.ts';
import { canLogIn } from './prepare-roles.ts';
import { ROLES } from './roles.ts';

/**
 * `to_migrate`: some migration is not done yet. `other_passwords`: the roles of the portal have other passwords than those that follow
 * from the administrator's, as for who signs in as another administrator. `newer`: a later version of the program has migrated it.
 */
export type SchemaVersion = 'current' | 'to_migrate' | 'other_passwords' | 'newer';

/**
 * Whether a database is as this version of the program wants it; changes nothing.
 * @param adminUrl connection string of the owner, as for `migrate`
 */
export const readSchemaVersion = async (adminUrl: string): Promise<SchemaVersion> => {
  const done = await readDone(adminUrl);
  if (isLater(done)) return 'newer';
  if (done.length < Object.keys(MIGRATIONS).length) return 'to_migrate';
  for (const role of Object.values(ROLES)) {
    if (!(await canLogIn(adminUrl, role))) return 'other_passwords';
  }
  return 'current';
};

/** Whether a later version of the program has migrated a database. @param adminUrl connection string of the owner */
export const isOfLaterVersion = async (adminUrl: string): Promise<boolean> => isLater(await readDone(adminUrl));

const isLater = (done: readonly string[]): boolean => done.some((name) => !(name in MIGRATIONS));

/** The names of the migrations that were done; none in an empty database. */
const readDone = async (adminUrl: string): Promise<readonly string[]> => {
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  try {
    await admin.connect();
    const { rows: found } = await admin.query(`select from pg_tables where schemaname = 'stanza_migration'
      and tablename = 'kysely_migration'`);
    if (found.length === 0) return [];
    const { rows } = await admin.query<{ name: string }>('select name from stanza_migration.kysely_migration');
    return rows.map(({ name }) => name);
  } finally {
    await admin.end();
  }
};
