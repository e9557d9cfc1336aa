import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** Payments in the office (ADR 50): what integrations ask for, what the gateway does not do, and the comparison of each day. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `alter table integration add column payment jsonb,
       drop constraint integration_check,
       -- Something is asked for, and money alone.
       add constraint integration_asks check (case when payment is null
         then message <> '' or cardinality(fields) + cardinality(documents) > 0
         else cardinality(fields) + cardinality(documents) = 0 end);
     create index payment_failing on payment (tenant_id, created_at desc, id desc)
       where (facts ->> 'failures')::int > 5 or facts ->> 'lastError' in ('settings', 'refused');
     create table payment_report (
       tenant_id uuid not null references tenant,
       day date not null,
       report jsonb not null,
       lines jsonb not null,
       primary key (tenant_id, day)
     );`,
  );
  await protectTable(db, 'payment_report', 'select, insert, update');
};
