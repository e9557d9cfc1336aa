import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** How far each registration with a registry outside of the portal has come (ADR 39). */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create table registration (
       tenant_id uuid not null references tenant,
       key text not null,
       practice_id uuid not null,
       state text not null check (state in ('aperta', 'chiesta', 'in_dubbio', 'in_attesa', 'registrata')),
       main_sha256 text not null,
       prepared jsonb,
       documents jsonb not null,
       asked_at timestamptz,
       number jsonb,
       primary key (tenant_id, key),
       foreign key (tenant_id, practice_id) references practice (tenant_id, id),
       check ((number is null) = (state <> 'registrata'))
     );
     create index registration_of_practice on registration (tenant_id, practice_id);`,
  );
  await protectTable(db, 'registration', 'select, insert, update');
};
