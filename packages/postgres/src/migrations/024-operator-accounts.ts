import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** How operators sign in, and their administration (ADR 32). */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, OPERATOR);
  await runSql(db, SECOND_FACTOR);
  await protectTable(db, 'operator_second_factor', 'select, insert, update, delete');
  await protectTable(db, 'operator_recovery_code', 'select, insert, delete');
  await runSql(db, INVITATION);
  await protectTable(db, 'operator_invitation', 'select, insert, update');
  await runSql(db, FORGET);
  await runSql(db, SESSION);
  await runSql(db, FIND_SESSION);
};

/** Names are compared byte by byte, so that a page goes on where the one before has ended on any server. */
const OPERATOR = `
  alter table operator
    add column search_name text collate "C",
    add column version int not null default 0,
    add column epoch int not null default 0,
    add column last_sign_in_at timestamptz,
    alter column password_hash drop not null;
  alter table operator no force row level security;
  update operator set search_name =
    trim(regexp_replace(regexp_replace(lower(normalize(name, NFD)), U&'[\\0300-\\036F]', '', 'g'), '\\s+', ' ', 'g'));
  alter table operator force row level security;
  alter table operator alter column search_name set not null;
  create index on operator (tenant_id, search_name, id);
  grant insert on operator to stanza_app;
  grant update (name, search_name, role, enabled, password_hash, version, epoch, last_sign_in_at) on operator
    to stanza_app;
  grant insert, delete on operator_service to stanza_app;`;

const SECOND_FACTOR = `
  create table operator_second_factor (
    tenant_id uuid not null references tenant,
    operator_id uuid not null,
    -- By the portal's key, which is not here.
    sealed_secret text not null,
    last_step bigint not null,
    primary key (tenant_id, operator_id),
    foreign key (tenant_id, operator_id) references operator
  );
  create table operator_recovery_code (
    tenant_id uuid not null,
    operator_id uuid not null,
    code_hash text not null,
    primary key (tenant_id, operator_id, code_hash),
    foreign key (tenant_id, operator_id) references operator_second_factor on delete cascade
  );`;

/**
 * The mail of an invitation is a delivery like the others, under the invitation's id. Of nobody there is one where somebody asked
 * for a link for an address that the ente does not know: nothing may tell it from one that it does.
 */
const INVITATION = `
  alter table delivery alter column practice_id drop not null;
  alter table delivery add constraint delivery_of_something
    check ((practice_id is null) = (effect ->> 'kind' = 'mail_invitation'));
  alter table delivery drop constraint delivery_state_check;
  alter table delivery add constraint delivery_state_check
    check (state in ('in_attesa', 'consegnata', 'senza_indirizzo', 'annullata', 'bloccata'));
  create table operator_invitation (
    tenant_id uuid not null references tenant,
    id uuid not null,
    operator_id uuid,
    kind text not null check (kind in ('invito', 'reset')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, operator_id) references operator,
    foreign key (tenant_id, id) references delivery on delete cascade
  );
  create index on operator_invitation (tenant_id, operator_id, created_at desc, id desc);`;

/** `stanza_app` deletes no deliveries; those of links that are long over go in this way, with them. */
const FORGET = `
  create function forget_invitations(before timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    delete from public.delivery d using public.operator_invitation i
      where d.tenant_id = current_setting('app.tenant')::uuid and i.tenant_id = d.tenant_id and i.id = d.id
        and i.expires_at < before;
  end $$;
  revoke execute on function forget_invitations from public;
  grant execute on function forget_invitations to stanza_app;
  create index on operator_invitation (tenant_id, expires_at);`;

/** Of what there is, operators have signed in with their password alone: their sessions go on, and administrators set up the rest. */
const SESSION = `
  alter table session
    add column operator_epoch int,
    add column awaits_code boolean not null default false;
  alter table session no force row level security;
  update session set operator_epoch = 0 where operator_id is not null;
  alter table session force row level security;
  alter table session add check ((operator_id is null) = (operator_epoch is null));`;

/** As in migration 008, with what an operator has to do before anything else. */
const FIND_SESSION = `
  create or replace function find_session(of_tenant uuid, of_token_hash text, at timestamptz)
  returns json language plpgsql as $$
  declare
    found_session record;
  begin
    perform pg_catalog.set_config('app.tenant', of_tenant::text, true);
    select citizen_id, operator_id, operator_epoch, awaits_code, expires_at, ends_at into found_session
      from public.session where tenant_id = of_tenant and token_hash = of_token_hash and expires_at > at;
    if found_session.citizen_id is not null then
      return (select pg_catalog.json_build_object(
          'kind', 'citizen', 'expires_at', found_session.expires_at, 'ends_at', found_session.ends_at,
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
        'awaits', case
          when found_session.awaits_code then 'code'
          when o.role = 'amministratore' and not exists (select from public.operator_second_factor f
            where f.tenant_id = of_tenant and f.operator_id = o.id) then 'second_factor' end)
      from public.operator o
      where o.tenant_id = of_tenant and o.id = found_session.operator_id and o.enabled
        and o.epoch = found_session.operator_epoch);
  end $$;`;
