import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/**
 * The logouts that providers were asked for, so that an answer is to one of them, and the federation of a session's provider:
 * one entityID may be in both. Sessions that do not say theirs end, as in migration 035, and so do sign-ins under way, which do not know
 * the browser that asked.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create table pending_logout (
       tenant_id uuid not null references tenant,
       request_id text not null,
       federation text not null check (federation in ('spid', 'cie')),
       provider text not null,
       expires_at timestamptz not null,
       primary key (tenant_id, request_id)
     );
     create index on pending_logout (tenant_id, expires_at);
     alter table pending_sign_in no force row level security;
     delete from pending_sign_in;
     alter table pending_sign_in force row level security;
     alter table session no force row level security;
     delete from session where provider is not null;
     alter table session force row level security;
     alter table session add column federation text check (federation in ('spid', 'cie')),
       add check ((federation is null) = (provider is null));`,
  );
  await protectTable(db, 'pending_logout', 'select, insert, delete');
};
