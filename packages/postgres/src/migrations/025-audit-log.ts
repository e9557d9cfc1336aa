import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** The register of the office's acts (ADR 30). `stanza_app` reads it, and writes through `append_audit` alone. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, TABLES);
  await protectTable(db, 'audit_entry', 'select');
  await protectTable(db, 'audit_head', 'select');
  await runSql(db, APPEND);
};

/** `content` is the text that the digest is over: as it was written, not as PostgreSQL would write it. */
const TABLES = `
  create table audit_entry (
    tenant_id uuid not null references tenant,
    position bigint not null check (position > 0),
    content text not null,
    digest text not null,
    primary key (tenant_id, position)
  );
  create table audit_head (
    tenant_id uuid not null references tenant,
    position bigint not null,
    digest text not null,
    primary key (tenant_id)
  );
  create function refuse_audit_change() returns trigger language plpgsql as $$
  begin
    raise exception 'the register of the office is neither changed nor shortened';
  end $$;
  create trigger audit_entry_is_kept before update or delete on audit_entry
    for each row execute function refuse_audit_change();
  create trigger audit_entry_is_not_emptied before truncate on audit_entry
    for each statement execute function refuse_audit_change();`;

/** The head of the chain is locked until the transaction ends: positions have no gap, and no two entries follow the same one. */
const APPEND = `
  create function append_audit(content text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    of_tenant uuid := current_setting('app.tenant')::uuid;
    before public.audit_head;
    next_digest text;
  begin
    insert into public.audit_head values (of_tenant, 0, '') on conflict do nothing;
    select * into before from public.audit_head where tenant_id = of_tenant for update;
    next_digest := encode(
      sha256(convert_to(before.digest || E'\\n' || (before.position + 1) || E'\\n' || content, 'UTF8')), 'hex');
    insert into public.audit_entry values (of_tenant, before.position + 1, content, next_digest);
    update public.audit_head set position = before.position + 1, digest = next_digest where tenant_id = of_tenant;
  end $$;
  revoke execute on function append_audit from public;
  grant execute on function append_audit to stanza_app;`;
