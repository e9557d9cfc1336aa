import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** Which registry outside of the portal an ente has chosen, and how far each registration with it has come (ADR 39). */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create table registration (
       tenant_id uuid not null references tenant,
       key text not null,
       practice_id uuid not null,
       -- That of the practice: what waits is counted by service.
       service_id uuid not null,
       state text not null check (state in ('aperta', 'chiesta', 'in_dubbio', 'a_mano', 'in_attesa', 'registrata')),
       book text not null,
       main_sha256 text not null,
       prepared jsonb,
       documents jsonb not null,
       asked_at timestamptz,
       claim jsonb,
       number jsonb,
       primary key (tenant_id, key),
       foreign key (tenant_id, practice_id) references practice (tenant_id, id),
       check ((number is null) = (state <> 'registrata')),
       check (state <> 'a_mano' or claim is not null)
     );
     create index registration_of_practice on registration (tenant_id, practice_id);
     create index registration_number on registration (tenant_id, (number ->> 'number')) where number is not null;
     create table registry_choice (
       tenant_id uuid not null references tenant,
       service_id uuid,
       -- What a key can be made of: the service, or nothing but zeros for all of them.
       chosen_for uuid not null generated always as (coalesce(service_id, '00000000-0000-0000-0000-000000000000')) stored,
       choice jsonb not null,
       primary key (tenant_id, chosen_for),
       foreign key (tenant_id, service_id) references service (tenant_id, id)
     );`,
  );
  await protectTable(db, 'registration', 'select, insert, update');
  await protectTable(db, 'registry_choice', 'select');
};
