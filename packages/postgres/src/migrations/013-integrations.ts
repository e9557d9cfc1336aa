import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** What the office asks citizens to complete, with the answers. At most one of a practice is open. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create table integration (
       tenant_id uuid not null,
       id uuid not null,
       practice_id uuid not null,
       message text not null,
       fields text[] not null,
       documents text[] not null,
       due_date date not null,
       requested_at timestamptz not null,
       requested_by uuid not null,
       answers jsonb not null,
       answered_at timestamptz,
       cancelled_at timestamptz,
       papers jsonb not null,
       primary key (tenant_id, id),
       foreign key (tenant_id, practice_id) references practice,
       foreign key (tenant_id, requested_by) references operator,
       check (message <> '' or cardinality(fields) + cardinality(documents) > 0),
       check (num_nulls(answered_at, cancelled_at) > 0)
     );
     create unique index integration_one_open on integration (tenant_id, practice_id)
       where answered_at is null and cancelled_at is null;
     create index integration_of_practice on integration (tenant_id, practice_id, requested_at, id);`,
  );
  await protectTable(db, 'integration', 'select, insert');
  await runSql(db, 'grant update (answers, answered_at, cancelled_at, papers) on integration to stanza_app');
};
