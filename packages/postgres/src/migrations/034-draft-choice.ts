import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/**
 * How many drafts a citizen may have at once is the ente's to choose: until it does, what the definition says, as before. Row-level
 * security is put aside meanwhile, as in migration 023.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `alter table service no force row level security;
     update service set settings = settings || '{"drafts": "definition"}';
     alter table service force row level security;`,
  );
};
