import { type Kysely, sql } from 'kysely';

/** Runs statements of a migration as they are written. */
export const runSql = async (db: Kysely<unknown>, statements: string): Promise<void> => {
  await sql.raw(statements).execute(db);
};

/**
 * Puts a table behind row-level security, forced, so that its owner is held by it too: a row is seen and written only
 * by a transaction that has set `app.tenant` to the row's tenant. With no tenant set (or the empty string that an
 * earlier transaction leaves behind) the cast fails and so does the query.
 * @param grants what `stanza_app` may do, for example `select, insert`
 */
export const protectTable = (db: Kysely<unknown>, table: string, grants: string): Promise<void> =>
  runSql(
    db,
    `alter table ${table} enable row level security, force row level security;
     create policy tenant_isolation on ${table}
       using (tenant_id = current_setting('app.tenant')::uuid)
       with check (tenant_id = current_setting('app.tenant')::uuid);
     grant ${grants} on ${table} to stanza_app;`,
  );
