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
 * its own statement, so row-level security holds it like any other. It runs with the rights of its caller.
 */
const FIND_SESSION = `
  create function find_session(of_tenant uuid, of_token_hash text, at timestamptz)
    returns table (
      citizen_id uuid, codice_fiscale text, nome text, cognome text, data_nascita date, luogo_nascita text,
      citizen_email text, telefono text, residenza jsonb, domicilio jsonb, profile_completed_at timestamptz,
      terms_pending boolean,
      operator_id uuid, operator_name text, operator_email text, operator_role text, services uuid[]
    )
    language plpgsql set search_path = public, pg_temp as $$
  #variable_conflict use_column
  begin
    perform set_config('app.tenant', of_tenant::text, true);
    return query
      select c.id, c.codice_fiscale, c.nome, c.cognome, c.data_nascita, c.luogo_nascita,
        c.email, c.telefono, c.residenza, c.domicilio, c.profile_completed_at,
        c.id is not null and exists (
          select from terms_document d
          where d.tenant_id = of_tenant and d.mandatory
            and not exists (select from terms_document newer
              where newer.tenant_id = of_tenant and newer.key = d.key and newer.revision > d.revision)
            and not exists (select from terms_acceptance a
              where a.tenant_id = of_tenant and a.citizen_id = c.id and a.terms_id = d.id)),
        o.id, o.name, o.email, o.role,
        case when o.id is not null then array(select os.service_id from operator_service os
          where os.tenant_id = of_tenant and os.operator_id = o.id order by os.service_id) end
      from session s
      left join citizen c on c.tenant_id = of_tenant and c.id = s.citizen_id
      left join operator o on o.tenant_id = of_tenant and o.id = s.operator_id and o.enabled
      where s.tenant_id = of_tenant and s.token_hash = of_token_hash and s.expires_at > at
        and (c.id is not null or o.id is not null);
  end $$;
  revoke execute on function find_session from public;
  grant execute on function find_session to stanza_app;`;
