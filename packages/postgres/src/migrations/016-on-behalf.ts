import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** Practices that an operator opens at the counter on behalf of a citizen (ADR 22). */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, ON_BEHALF);
};

/**
 * One draft for each citizen and service where one is allowed, by whoever opened it: an operator's is beside the citizen's own.
 * Every citizen that is there has signed in. The foreign key is not checked against the rows that are there, none of which has an
 * operator: the check would read them through row-level security, for no tenant.
 */
const ON_BEHALF = `
  alter table citizen add column identity_verified boolean not null default true;
  alter table citizen alter column identity_verified drop default;
  alter table practice
    add column opened_by uuid,
    add column paper_signed_at timestamptz,
    add foreign key (tenant_id, opened_by) references operator not valid,
    add check (paper_signed_at is null or opened_by is not null);
  drop index practice_one_draft;
  create unique index practice_one_draft on practice (tenant_id, citizen_id, draft_slot, opened_by)
    nulls not distinct where state = 'bozza';
  create index practice_on_behalf on practice (tenant_id, citizen_id, list_date desc, id desc)
    where state <> 'bozza' and opened_by is not null;
  create index practice_drafts_opened on practice (tenant_id, opened_by, id)
    where state = 'bozza' and opened_by is not null;`;
