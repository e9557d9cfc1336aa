import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** What operators write on practices for their colleagues (ADR 31): added and read, neither changed nor deleted. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create table practice_comment (
       tenant_id uuid not null,
       practice_id uuid not null,
       position bigint not null generated always as identity,
       operator_id uuid not null,
       at timestamptz not null,
       text text not null check (text <> ''),
       primary key (tenant_id, practice_id, position),
       foreign key (tenant_id, practice_id) references practice,
       foreign key (tenant_id, operator_id) references operator
     );`,
  );
  await protectTable(db, 'practice_comment', 'select, insert');
};
