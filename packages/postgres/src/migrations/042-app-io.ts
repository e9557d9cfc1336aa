import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** Messages on App IO: the keys of an ente, and of each message whether it was handed over, since it may be only once (ADR 46). */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create table app_io_key (
       tenant_id uuid not null references tenant,
       service_id uuid,
       -- As in migration 038: the service, or nothing but zeros for all of them.
       key_for uuid not null generated always as (coalesce(service_id, '00000000-0000-0000-0000-000000000000')) stored,
       sealed text not null,
       primary key (tenant_id, key_for),
       foreign key (tenant_id, service_id) references service (tenant_id, id)
     );
     alter table delivery add column handed_over_at timestamptz;
     alter table delivery drop constraint delivery_state_check;
     alter table delivery add constraint delivery_state_check check (state in
       ('in_attesa', 'consegnata', 'senza_indirizzo', 'annullata', 'senza_app_io', 'non_riuscita', 'bloccata'));`,
  );
  await protectTable(db, 'app_io_key', 'select');
  await runSql(db, ENQUEUE);
};

/**
 * As in migration 004, and of App IO one job at a time, so that when it does not answer it holds up nothing else. Eleven attempts
 * take about ten hours, unless App IO asks for more patience: after a day what it would say is old news (`makeNotifyCitizen`).
 */
const ENQUEUE = `
  grant create on schema public to stanza_queue;
  set local role stanza_queue;
  create or replace function enqueue_delivery(tenant uuid, delivery uuid, task text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if tenant is distinct from current_setting('app.tenant')::uuid then
      raise exception 'the job is of another tenant' using errcode = 'insufficient_privilege';
    end if;
    perform graphile_worker.add_job(
      task,
      json_build_object('tenantId', tenant, 'deliveryId', delivery),
      queue_name => case when task = 'app_io' then 'app_io' end,
      job_key => delivery::text,
      max_attempts => case when task = 'app_io' then 11 else 20 end
    );
  end $$;
  reset role;
  revoke create on schema public from stanza_queue;`;
