import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** How many deliveries are blocked, for the menu of every page of the office: counted in an index, with who is signed in. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, BLOCKED);
  await runSql(db, FILL);
  await runSql(db, FIND_SESSION);
};

/**
 * The service whose operators a blocked delivery waits for: written when it is blocked, so that what goes well costs nothing. What
 * warns of a draft waits for nobody, also when the draft was sent meanwhile, and the mail of an invitation for no operator.
 */
const BLOCKED = `
  alter table delivery add column blocked_service_id uuid;
  create index delivery_blocked_of_service on delivery (tenant_id, blocked_service_id) where state = 'bloccata';
  create function name_blocked_service() returns trigger language plpgsql as $$
  begin
    new.blocked_service_id := case when new.effect ->> 'template' like 'bozza\\_%' then null else
      (select service_id from public.practice where tenant_id = new.tenant_id and id = new.practice_id) end;
    return new;
  end $$;
  create trigger name_blocked_service before insert or update of state on delivery
    for each row when (new.state = 'bloccata') execute function name_blocked_service();`;

/** What is blocked already, ente by ente: row-level security shows nothing of all of them at once. */
const FILL = `
  do $$ declare ente uuid;
  begin
    for ente in select tenant_id from tenant loop
      perform set_config('app.tenant', ente::text, true);
      update delivery set state = state where tenant_id = ente and state = 'bloccata';
    end loop;
    perform set_config('app.tenant', '', true);
  end $$;`;

/** As in migration 024, with what is blocked: of each service no more than the hundred that are counted. */
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
