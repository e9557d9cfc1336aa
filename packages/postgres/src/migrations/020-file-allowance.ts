import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** How many files a citizen has and how large they are, asked before each upload: read from the index alone. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, 'create index attachment_usage on attachment (tenant_id, citizen_id) include (size)');
};
