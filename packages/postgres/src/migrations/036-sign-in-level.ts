import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/**
 * The level of sign-in that a service asks for is the ente's to choose: until it does, the second. Row-level security is put
 * aside meanwhile, as in migration 023.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `alter table service no force row level security;
     update service set settings = settings || '{"signInLevel": 2}';
     alter table service force row level security;`,
  );
};
