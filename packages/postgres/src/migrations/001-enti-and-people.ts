import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** The enti, the citizens known to each, its operators, and what it publishes in "La mia stanza". */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // The list of enti is how one is chosen, so it is read without a tenant.
  await runSql(
    db,
    `revoke create on schema public from public;
     create table tenant (
       tenant_id uuid primary key,
       slug text not null unique,
       name text not null,
       search_name text not null,
       region text not null,
       contacts jsonb not null,
       links jsonb not null
     );
     alter table tenant enable row level security, force row level security;
     create policy directory on tenant for select using (true);
     create policy tenant_isolation on tenant for insert with check (tenant_id = current_setting('app.tenant')::uuid);
     grant select on tenant to stanza_app;`,
  );
  await runSql(
    db,
    `create table citizen (
       tenant_id uuid not null references tenant,
       id uuid not null,
       codice_fiscale text not null,
       nome text not null,
       cognome text not null,
       data_nascita date not null,
       luogo_nascita text not null,
       email text,
       telefono text,
       residenza jsonb,
       domicilio jsonb,
       profile_completed_at timestamptz,
       primary key (tenant_id, id),
       unique (tenant_id, codice_fiscale)
     );
     create table operator (
       tenant_id uuid not null references tenant,
       id uuid not null,
       name text not null,
       email text not null,
       -- In lower case: an index on lower(email) is out of reach behind row-level security.
       email_key text not null,
       role text not null check (role in ('operatore', 'amministratore')),
       enabled boolean not null,
       password_hash text not null,
       primary key (tenant_id, id),
       unique (tenant_id, email_key)
     );
     create table news (
       tenant_id uuid not null references tenant,
       id text not null,
       title text not null,
       text text not null,
       day date not null,
       link text,
       primary key (tenant_id, id)
     );
     create index on news (tenant_id, day desc, id desc);
     create table deadline (like news including all);
     alter table deadline add foreign key (tenant_id) references tenant;`,
  );
  await protectTable(db, 'citizen', 'select, insert, update');
  await protectTable(db, 'operator', 'select');
  await protectTable(db, 'news', 'select');
  await protectTable(db, 'deadline', 'select');
};
