import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** What a registration that waits for its number is about, and the key by which a system of the office's reads it (ADR 45). */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `alter table registration add column handed_over jsonb;
     create index registration_waiting on registration (tenant_id, asked_at, key) where state = 'in_attesa';
     create index registration_waiting_of_service on registration (tenant_id, service_id, asked_at) where state = 'in_attesa';
     create table registry_key (
       tenant_id uuid primary key references tenant,
       digest text not null
     );`,
  );
  await protectTable(db, 'registry_key', 'select');
};
