import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/**
 * Sign-in with SPID and CIE: the ente in the federations, the providers it knows, requests under way, the register of
 * sign-ins, and what a session knows of how it began. Requests and citizens' sessions from before end: they were made by the
 * test sign-in.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, TABLES);
  await protectTable(db, 'service_provider', 'select');
  await protectTable(db, 'identity_provider', 'select');
  await protectTable(db, 'pending_sign_in', 'select, insert, delete');
  // What it registers the portal itself cannot read again.
  await protectTable(db, 'sign_in_log', 'insert');
  await runSql(db, FORGET_LOG);
  await runSql(db, SESSION);
};

const TABLES = `
  create table service_provider (
    tenant_id uuid not null references tenant,
    federation text not null check (federation in ('spid', 'cie')),
    settings jsonb not null,
    primary key (tenant_id, federation)
  );
  create table identity_provider (
    tenant_id uuid not null references tenant,
    federation text not null check (federation in ('spid', 'cie')),
    entity_id text not null,
    entry jsonb not null,
    primary key (tenant_id, federation, entity_id)
  );
  drop table sign_in_request;
  create table pending_sign_in (
    tenant_id uuid not null references tenant,
    request_id text not null,
    pending jsonb not null,
    expires_at timestamptz not null,
    primary key (tenant_id, request_id)
  );
  create index on pending_sign_in (tenant_id, expires_at);
  create table sign_in_log (
    tenant_id uuid not null references tenant,
    id uuid not null,
    at timestamptz not null,
    federation text not null,
    provider text not null,
    request_id text not null,
    outcome text not null,
    sealed text not null,
    primary key (tenant_id, id)
  );
  create index on sign_in_log (tenant_id, at);`;

/** The one way in which `stanza_app` deletes from the register: what is older than 24 months, of the tenant of the transaction. */
const FORGET_LOG = `
  create function forget_sign_ins(of_tenant uuid, at_moment timestamptz) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    forgotten bigint;
  begin
    if of_tenant is distinct from current_setting('app.tenant')::uuid then
      raise exception 'the register is of another tenant' using errcode = 'insufficient_privilege';
    end if;
    delete from public.sign_in_log
      where tenant_id = of_tenant and at < least(at_moment, now()) - interval '24 months';
    get diagnostics forgotten = row_count;
    return forgotten;
  end $$;
  revoke execute on function forget_sign_ins from public;
  grant execute on function forget_sign_ins to stanza_app;`;

const SESSION = `
  alter table session no force row level security;
  delete from session where citizen_id is not null;
  alter table session force row level security;
  alter table session add column level smallint check (level between 1 and 3), add column provider text, add column name_id text,
    add column name_qualifier text, add column session_index text,
    add check ((citizen_id is null) = (level is null)),
    add check (num_nonnulls(provider, name_id, name_qualifier) in (0, 3));
  create index on session (tenant_id, provider, name_id) where provider is not null;
  create or replace function find_session(of_tenant uuid, of_token_hash text, at timestamptz)
  returns json language plpgsql as $$
  declare
    found_session record;
  begin
    perform pg_catalog.set_config('app.tenant', of_tenant::text, true);
    select citizen_id, operator_id, operator_epoch, awaits_code, expires_at, ends_at, level into found_session
      from public.session where tenant_id = of_tenant and token_hash = of_token_hash and expires_at > at;
    if found_session.citizen_id is not null then
      return (select pg_catalog.json_build_object(
          'kind', 'citizen', 'expires_at', found_session.expires_at, 'ends_at', found_session.ends_at,
          'level', found_session.level,
          'id', c.id, 'codice_fiscale', c.codice_fiscale, 'nome', c.nome, 'cognome', c.cognome,
          'data_nascita', c.data_nascita, 'luogo_nascita', c.luogo_nascita, 'email', c.email, 'telefono', c.telefono,
          'residenza', c.residenza, 'domicilio', c.domicilio, 'profile_completed_at', c.profile_completed_at,
          'terms_pending', exists (
            select from public.terms_document d
            where d.tenant_id = of_tenant and d.mandatory
              and not exists (select from public.terms_document newer
                where newer.tenant_id = of_tenant and newer.key = d.key and newer.revision > d.revision)
              and not exists (select from public.terms_acceptance a
                where a.tenant_id = of_tenant and a.citizen_id = c.id and a.terms_id = d.id)))
        from public.citizen c where c.tenant_id = of_tenant and c.id = found_session.citizen_id);
    end if;
    return (select pg_catalog.json_build_object(
        'kind', 'operator', 'expires_at', found_session.expires_at, 'ends_at', found_session.ends_at,
        'id', o.id, 'name', o.name, 'email', o.email, 'role', o.role, 'epoch', o.epoch,
        'services', array(select os.service_id from public.operator_service os
          where os.tenant_id = of_tenant and os.operator_id = o.id order by os.service_id),
        'blocked', (select count(*) from (
          select from public.operator_service os, lateral (
            select from public.delivery d
            where d.tenant_id = of_tenant and d.blocked_service_id = os.service_id and d.state = 'bloccata' limit 100) as stuck
          where os.tenant_id = of_tenant and os.operator_id = o.id limit 100) as counted),
        'awaits', case
          when found_session.awaits_code then 'code'
          when o.role = 'amministratore' and not exists (select from public.operator_second_factor f
            where f.tenant_id = of_tenant and f.operator_id = o.id) then 'second_factor' end)
      from public.operator o
      where o.tenant_id = of_tenant and o.id = found_session.operator_id and o.enabled
        and o.epoch = found_session.operator_epoch);
  end $$;`;
