import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** A session in use is prolonged, up to its `ends_at`; `find_session` says both times, so that most requests write nothing. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `alter table session add column ends_at timestamptz;
     alter table session no force row level security;
     update session set ends_at = expires_at;
     alter table session force row level security;
     alter table session alter column ends_at set not null;
     grant update (expires_at) on session to stanza_app;`,
  );
  await runSql(db, FIND_SESSION);
};

/** As in migration 006, with the two times. */
const FIND_SESSION = `
  create or replace function find_session(of_tenant uuid, of_token_hash text, at timestamptz)
  returns json language plpgsql as $$
  declare
    found_session record;
  begin
    perform pg_catalog.set_config('app.tenant', of_tenant::text, true);
    select citizen_id, operator_id, expires_at, ends_at into found_session
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
        'id', o.id, 'name', o.name, 'email', o.email, 'role', o.role,
        'services', array(select os.service_id from public.operator_service os
          where os.tenant_id = of_tenant and os.operator_id = o.id order by os.service_id))
      from public.operator o
      where o.tenant_id = of_tenant and o.id = found_session.operator_id and o.enabled);
  end $$;`;
