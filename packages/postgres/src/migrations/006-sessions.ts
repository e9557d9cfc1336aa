import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** Sessions, and sign-ins under way. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, TABLES);
  await runSql(db, FIND_SESSION);
  await protectTable(db, 'session', 'select, insert, delete');
  await protectTable(db, 'sign_in_request', 'select, insert, delete');
};

const TABLES = `
  create table session (
    tenant_id uuid not null references tenant,
    token_hash text not null,
    citizen_id uuid,
    operator_id uuid,
    expires_at timestamptz not null,
    primary key (tenant_id, token_hash),
    foreign key (tenant_id, citizen_id) references citizen,
    foreign key (tenant_id, operator_id) references operator,
    check (num_nonnulls(citizen_id, operator_id) = 1)
  );
  create index on session (tenant_id, expires_at);
  create table sign_in_request (
    tenant_id uuid not null references tenant,
    id text not null,
    destination text not null,
    expires_at timestamptz not null,
    primary key (tenant_id, id)
  );
  create index on sign_in_request (tenant_id, expires_at);`;

/**
 * The one lookup that every page of a signed-in person makes, without a transaction around it: it sets the tenant for
 * its own statement, so row-level security holds it like any other. It runs with the rights of its caller. The answer is
 * one value, because every column of a row costs both sides more than a key of an object.
 */
const FIND_SESSION = `
  create function find_session(of_tenant uuid, of_token_hash text, at timestamptz) returns json language plpgsql as $$
  declare
    of_citizen uuid;
    of_operator uuid;
  begin
    perform pg_catalog.set_config('app.tenant', of_tenant::text, true);
    select citizen_id, operator_id into of_citizen, of_operator
      from public.session where tenant_id = of_tenant and token_hash = of_token_hash and expires_at > at;
    if of_citizen is not null then
      return (select pg_catalog.json_build_object(
          'kind', 'citizen', 'id', c.id, 'codice_fiscale', c.codice_fiscale, 'nome', c.nome, 'cognome', c.cognome,
          'data_nascita', c.data_nascita, 'luogo_nascita', c.luogo_nascita, 'email', c.email, 'telefono', c.telefono,
          'residenza', c.residenza, 'domicilio', c.domicilio, 'profile_completed_at', c.profile_completed_at,
          'terms_pending', exists (
            select from public.terms_document d
            where d.tenant_id = of_tenant and d.mandatory
              and not exists (select from public.terms_document newer
                where newer.tenant_id = of_tenant and newer.key = d.key and newer.revision > d.revision)
              and not exists (select from public.terms_acceptance a
                where a.tenant_id = of_tenant and a.citizen_id = c.id and a.terms_id = d.id)))
        from public.citizen c where c.tenant_id = of_tenant and c.id = of_citizen);
    end if;
    return (select pg_catalog.json_build_object(
        'kind', 'operator', 'id', o.id, 'name', o.name, 'email', o.email, 'role', o.role,
        'services', array(select os.service_id from public.operator_service os
          where os.tenant_id = of_tenant and os.operator_id = o.id order by os.service_id))
      from public.operator o where o.tenant_id = of_tenant and o.id = of_operator and o.enabled);
  end $$;
  revoke execute on function find_session from public;
  grant execute on function find_session to stanza_app;`;
