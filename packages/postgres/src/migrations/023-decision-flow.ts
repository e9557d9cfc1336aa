import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/**
 * Each decision says how its service was answered. Those that are there were all to be signed. Row-level security is put
 * aside meanwhile: it would hold the owner too, who works here for no tenant.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `alter table practice no force row level security;
     update practice set decision = decision || '{"flow": "firma"}' where decision is not null;
     alter table practice force row level security;`,
  );
};
