import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** Services with the revisions of their definitions, who works on them, and the terms with their acceptances. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create table service (
       tenant_id uuid not null references tenant,
       id uuid not null,
       slug text not null,
       revision int not null,
       status text not null check (status in ('attivo', 'sospeso')),
       featured boolean not null,
       primary key (tenant_id, id),
       unique (tenant_id, slug)
     );
     -- The generated columns spare lists the reading of whole definitions.
     create table service_revision (
       tenant_id uuid not null,
       service_id uuid not null,
       revision int not null,
       definition jsonb not null,
       slug text not null generated always as (definition ->> 'slug') stored,
       name text not null generated always as (definition ->> 'name') stored,
       area text not null generated always as (definition ->> 'area') stored,
       primary key (tenant_id, service_id, revision),
       foreign key (tenant_id, service_id) references service
     );
     alter table service add foreign key (tenant_id, id, revision)
       references service_revision (tenant_id, service_id, revision) deferrable initially deferred;
     create table operator_service (
       tenant_id uuid not null,
       operator_id uuid not null,
       service_id uuid not null,
       primary key (tenant_id, operator_id, service_id),
       foreign key (tenant_id, operator_id) references operator,
       foreign key (tenant_id, service_id) references service
     );
     create index on operator_service (tenant_id, service_id);
     create table terms_document (
       tenant_id uuid not null references tenant,
       id uuid not null,
       key text not null,
       revision int not null,
       title text not null,
       body text[] not null,
       mandatory boolean not null,
       primary key (tenant_id, id),
       unique (tenant_id, key, revision)
     );
     create table terms_acceptance (
       tenant_id uuid not null,
       citizen_id uuid not null,
       terms_id uuid not null,
       accepted_at timestamptz not null,
       primary key (tenant_id, citizen_id, terms_id),
       foreign key (tenant_id, citizen_id) references citizen,
       foreign key (tenant_id, terms_id) references terms_document
     );`,
  );
  await protectTable(db, 'service', 'select');
  await protectTable(db, 'service_revision', 'select');
  await protectTable(db, 'operator_service', 'select');
  await protectTable(db, 'terms_document', 'select');
  await protectTable(db, 'terms_acceptance', 'select, insert');
};
