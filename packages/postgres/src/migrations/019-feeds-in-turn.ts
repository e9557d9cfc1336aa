import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/**
 * The version of what administrators change, and how many items of a feed could not be read. A reading that nobody waits for
 * comes after the other jobs, in the queue a lower number is done first, and never takes the place of one that somebody waits
 * for.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['news', 'deadline']) {
    await runSql(db, `alter table ${table} add column version integer not null default 1`);
  }
  await runSql(db, 'alter table feed add column skipped integer not null default 0');
  await runSql(db, QUEUE);
};

/** As in 015, with the turn that the job waits for. */
const QUEUE = `
  drop function enqueue_feed_import();
  create function enqueue_feed_import(in_turn boolean) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    of_tenant uuid := current_setting('app.tenant')::uuid;
    of_job text := 'import_feeds:' || of_tenant;
  begin
    if in_turn and exists (select from graphile_worker.jobs where key = of_job and attempts < max_attempts) then
      return;
    end if;
    perform graphile_worker.add_job(
      'import_feeds',
      json_build_object('tenantId', of_tenant),
      job_key => of_job,
      max_attempts => 3,
      priority => case when in_turn then 10 else 0 end
    );
  end $$;
  revoke execute on function enqueue_feed_import from public;
  grant create on schema public to stanza_queue;
  alter function enqueue_feed_import owner to stanza_queue;
  revoke create on schema public from stanza_queue;
  set local role stanza_queue;
  grant execute on function enqueue_feed_import to stanza_app;
  reset role;`;
