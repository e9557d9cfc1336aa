import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/**
 * Notices and deadlines that administrators write, or that are read from feeds. `feed_key` is what the feed calls one; none: it was
 * written by hand. A job that reads the feeds is queued as deliveries are (see 004): by a function that runs as the owner of the
 * queue, for the tenant of the transaction alone.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['news', 'deadline']) {
    await runSql(
      db,
      `alter table ${table}
         add column visible_from date,
         add column visible_until date,
         add column feed_key text,
         add check (visible_from <= visible_until),
         add unique (tenant_id, feed_key);
       grant insert, update, delete on ${table} to stanza_app;`,
    );
  }
  await runSql(
    db,
    `create table feed (
       tenant_id uuid not null references tenant,
       kind text not null check (kind in ('news', 'deadline')),
       url text not null,
       etag text,
       last_modified text,
       read_at timestamptz,
       failure text,
       primary key (tenant_id, kind)
     );
     create function enqueue_feed_import() returns void
       language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
     declare
       of_tenant uuid := current_setting('app.tenant')::uuid;
     begin
       perform graphile_worker.add_job(
         'import_feeds',
         json_build_object('tenantId', of_tenant),
         job_key => 'import_feeds:' || of_tenant,
         max_attempts => 3
       );
     end $$;
     revoke execute on function enqueue_feed_import from public;
     grant create on schema public to stanza_queue;
     alter function enqueue_feed_import owner to stanza_queue;
     revoke create on schema public from stanza_queue;
     set local role stanza_queue;
     grant execute on function enqueue_feed_import to stanza_app;
     reset role;`,
  );
  await protectTable(db, 'feed', 'select, insert, update, delete');
};
