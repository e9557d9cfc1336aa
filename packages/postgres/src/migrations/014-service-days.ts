import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** The days, both inclusive, between which a service takes practices. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `alter table service
       add column opens_on date,
       add column closes_on date,
       add check (opens_on <= closes_on);`,
  );
};
