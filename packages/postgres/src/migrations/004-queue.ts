import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/**
 * The way in which `stanza_app` queues a job inside its transaction, although the tables of the queue are not its
 * own: a function that runs as their owner. It queues only deliveries of the tenant of the transaction. The 20
 * attempts are `MAX_DELIVERY_ATTEMPTS`.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create function enqueue_delivery(tenant uuid, delivery uuid, task text) returns void
       language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
     begin
       if tenant is distinct from current_setting('app.tenant')::uuid then
         raise exception 'the job is of another tenant' using errcode = 'insufficient_privilege';
       end if;
       perform graphile_worker.add_job(
         task,
         json_build_object('tenantId', tenant, 'deliveryId', delivery),
         job_key => delivery::text,
         max_attempts => 20
       );
     end $$;
     revoke execute on function enqueue_delivery from public;
     grant create on schema public to stanza_queue;
     alter function enqueue_delivery owner to stanza_queue;
     revoke create on schema public from stanza_queue;`,
  );
  await runSql(
    db,
    `set local role stanza_queue;
     grant execute on function enqueue_delivery to stanza_app;
     reset role;`,
  );
};
