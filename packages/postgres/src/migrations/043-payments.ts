import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** What is asked for and paid (ADR 49): where an ente has its citizens pay, the payments, and the numbers of their notices. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create table payment_choice (
       tenant_id uuid not null references tenant,
       service_id uuid,
       -- As in migration 038: the service, or nothing but zeros for all of them.
       chosen_for uuid not null generated always as (coalesce(service_id, '00000000-0000-0000-0000-000000000000')) stored,
       choice jsonb not null,
       primary key (tenant_id, chosen_for),
       foreign key (tenant_id, service_id) references service (tenant_id, id)
     );
     create table notice_serial (
       tenant_id uuid primary key references tenant,
       last bigint not null
     );
     create table payment (
       tenant_id uuid not null references tenant,
       id uuid not null,
       -- Of neither is there a foreign key: money that came in outlives the draft that it was for, and whoever was erased.
       practice_id uuid not null,
       citizen_id uuid not null,
       service_id uuid not null,
       integration_id uuid,
       kind text not null check (kind in ('pagopa', 'bollo')),
       state text not null check (state in
         ('da_pagare', 'in_corso', 'pagato', 'fallito', 'scaduto', 'annullato', 'pagato_altrove', 'da_rimborsare')),
       version int not null,
       notice_number text,
       stamp_number text,
       created_at timestamptz not null,
       settled_at timestamptz,
       -- Everything else of it, which nothing is looked for by.
       facts jsonb not null,
       primary key (tenant_id, id),
       foreign key (tenant_id, service_id) references service (tenant_id, id),
       -- A stamp that was taken back has none any more.
       check (kind = 'bollo' or stamp_number is null),
       check ((kind = 'pagopa') = (notice_number is not null))
     );
     -- One position for each due: whatever goes wrong in the program, nobody is asked for the same money twice.
     create unique index payment_open on payment
       (tenant_id, practice_id, kind, coalesce(integration_id, '00000000-0000-0000-0000-000000000000'))
       where state in ('da_pagare', 'in_corso', 'fallito');
     create unique index payment_notice on payment (tenant_id, notice_number) where notice_number is not null;
     create unique index payment_stamp on payment (tenant_id, stamp_number) where stamp_number is not null;
     create index payment_of_practice on payment (tenant_id, practice_id, created_at, id);
     create index payment_of_citizen on payment (tenant_id, citizen_id, created_at desc, id desc);
     create index payment_settled on payment (tenant_id, settled_at) where settled_at is not null;`,
  );
  await protectTable(db, 'payment_choice', 'select');
  await protectTable(db, 'notice_serial', 'select, insert, update');
  await protectTable(db, 'payment', 'select, insert, update');
  await runSql(db, ENQUEUE);
};

/**
 * As in migration 004. A later job takes the place of one that waits, at its time; failures of the gateway are counted by the payment,
 * not by the queue.
 */
const ENQUEUE = `
  grant create on schema public to stanza_queue;
  set local role stanza_queue;
  create function enqueue_payment(tenant uuid, payment uuid, at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if tenant is distinct from current_setting('app.tenant')::uuid then
      raise exception 'the job is of another tenant' using errcode = 'insufficient_privilege';
    end if;
    perform graphile_worker.add_job(
      'payment',
      json_build_object('tenantId', tenant, 'paymentId', payment),
      run_at => at,
      job_key => 'payment ' || payment::text,
      max_attempts => 20
    );
  end $$;
  revoke execute on function enqueue_payment from public;
  grant execute on function enqueue_payment to stanza_app;
  reset role;
  revoke create on schema public from stanza_queue;`;
