import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/**
 * The deliveries that wait for a person, and when those that wait for their turn are tried next. The queue is `stanza_queue`'s:
 * a function that runs as its owner tells it, of the deliveries of the transaction's ente alone.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create index delivery_blocked on delivery (tenant_id, created_at desc, id desc) where state = 'bloccata';
     create function delivery_next_attempts(deliveries uuid[]) returns table (delivery uuid, run_at timestamptz)
       language sql stable security definer set search_path = pg_catalog, pg_temp as $$
       select jobs.key::uuid, jobs.run_at from graphile_worker._private_jobs as jobs
         where jobs.key = any (deliveries::text[])
           and jobs.payload ->> 'tenantId' = current_setting('app.tenant')::uuid::text
           and jobs.attempts < jobs.max_attempts
     $$;
     revoke execute on function delivery_next_attempts from public;
     grant create on schema public to stanza_queue;
     alter function delivery_next_attempts owner to stanza_queue;
     revoke create on schema public from stanza_queue;`,
  );
  await runSql(
    db,
    `set local role stanza_queue;
     grant execute on function delivery_next_attempts to stanza_app;
     reset role;`,
  );
};
