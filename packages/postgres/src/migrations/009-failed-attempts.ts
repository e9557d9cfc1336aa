import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** Failed attempts by account and by address, counted over a window: all the web processes must know of them. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create table failed_attempt (
       tenant_id uuid not null references tenant,
       -- A digest: whose account and which address nobody needs to read, and any text has one.
       key_hash text not null,
       failures int not null,
       window_ends_at timestamptz not null,
       primary key (tenant_id, key_hash)
     );
     create index on failed_attempt (tenant_id, window_ends_at);`,
  );
  await protectTable(db, 'failed_attempt', 'select, insert, update, delete');
};
