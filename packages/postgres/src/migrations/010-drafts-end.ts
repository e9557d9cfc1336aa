import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** Drafts that end, and attachments that can be deleted. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, DRAFTS);
  await runSql(db, DELETE_DRAFT);
  await runSql(db, DISCARDED);
  await protectTable(db, 'discarded_content', 'select, insert, update, delete');
  await runSql(db, 'grant delete on attachment to stanza_app');
};

/**
 * When a draft was last saved and the newest warning since then (`DraftTerm`). Of the drafts that are there nobody knows
 * the first: their time starts now, and none is deleted unwarned. No index has `changed_at`: a draft is saved many times,
 * and an index on what changes would make each save write all of them.
 */
const DRAFTS = `
  alter table practice add column changed_at timestamptz not null default now(), add column warning jsonb;
  alter table practice alter column changed_at drop default;
  create index practice_drafts on practice (tenant_id, id) where state = 'bozza';`;

/**
 * The one way in which `stanza_app` deletes from tables that it may otherwise only add to: whole drafts of the tenant of the
 * transaction, and nothing that was sent. A sending under way holds the row, and is waited for.
 */
const DELETE_DRAFT = `
  create function delete_draft(tenant uuid, draft uuid, citizen uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if tenant is distinct from current_setting('app.tenant')::uuid then
      raise exception 'the draft is of another tenant' using errcode = 'insufficient_privilege';
    end if;
    perform from public.practice
      where tenant_id = tenant and id = draft and citizen_id = citizen and state = 'bozza' for update;
    if not found then
      return false;
    end if;
    delete from public.delivery where tenant_id = tenant and practice_id = draft;
    delete from public.timeline_entry where tenant_id = tenant and practice_id = draft;
    delete from public.practice_beneficiary where tenant_id = tenant and practice_id = draft;
    delete from public.practice_attachment where tenant_id = tenant and practice_id = draft;
    delete from public.practice where tenant_id = tenant and id = draft;
    return true;
  end $$;
  revoke execute on function delete_draft from public;
  grant execute on function delete_draft to stanza_app;`;

/** The bytes of deleted attachments, until it is seen that nothing refers to them and they are taken away. */
const DISCARDED = `
  create table discarded_content (
    tenant_id uuid not null references tenant,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    discarded_at timestamptz not null,
    primary key (tenant_id, sha256)
  );
  create index on attachment (tenant_id, sha256);`;
