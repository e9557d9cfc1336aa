import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** What the counter leaves behind (ADR 22). */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, ERASE_UNSERVED);
  await runSql(db, LOOKUPS);
  await protectTable(db, 'counter_lookup', 'select, insert');
};

/**
 * The only way in which `stanza_app` deletes a citizen: one whom the counter alone has known, who has never signed in and of
 * whom no practice is left. Each statement sees what was committed before it: a practice that is being opened for them holds
 * their row, and is waited for.
 */
const ERASE_UNSERVED = `
  create index citizen_unverified on citizen (tenant_id, id) where not identity_verified;
  create function erase_unserved_citizen(of_citizen uuid, at_time timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    of_tenant uuid := current_setting('app.tenant')::uuid;
  begin
    perform from public.citizen
      where tenant_id = of_tenant and id = of_citizen and not identity_verified for update;
    if not found then return false; end if;
    perform from public.practice where tenant_id = of_tenant and citizen_id = of_citizen;
    if found then return false; end if;
    with erased as (
      delete from public.attachment where tenant_id = of_tenant and citizen_id = of_citizen returning sha256
    )
    insert into public.discarded_content (tenant_id, sha256, discarded_at)
      select distinct of_tenant, sha256, at_time from erased order by sha256
      on conflict (tenant_id, sha256) do update set discarded_at = excluded.discarded_at;
    delete from public.citizen where tenant_id = of_tenant and id = of_citizen;
    return true;
  end $$;
  revoke execute on function erase_unserved_citizen from public;
  grant execute on function erase_unserved_citizen to stanza_app;`;

/** Who looked up whom. A citizen may be erased later: their id says nothing then, and that there was a look-up stays. */
const LOOKUPS = `
  create table counter_lookup (
    tenant_id uuid not null,
    position bigint not null generated always as identity,
    operator_id uuid not null,
    citizen_id uuid,
    at timestamptz not null,
    primary key (tenant_id, position),
    foreign key (tenant_id, operator_id) references operator
  );
  create index on counter_lookup (tenant_id, citizen_id, position) where citizen_id is not null;`;
