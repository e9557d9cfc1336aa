import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** Who writes the mails of an ente, to whom none is sent any more, who is told what is blocked, and when a failure is tried again (ADR 43). */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, SENDER);
  await runSql(db, REFUSED);
  await runSql(db, FIND_SESSION);
  await runSql(db, NOTICE);
  await runSql(db, GRANT_NOTICE);
  await runSql(db, SPREAD);
};

/** Every ente has one, none of its own to begin with; migrations see the enti of all. */
const SENDER = `
  alter table tenant no force row level security;
  update tenant set contacts = contacts || '{"sender": null}';
  alter table tenant force row level security;
  alter table dev_mail add column reply_to text;`;

/** Of whom mail comes back: in the citizen's own row, which keeps no second copy of the address and goes with it. */
const REFUSED = `
  alter table citizen add column email_refused boolean not null default false`;

/**
 * When the administrators are told next, or were last, that something is blocked; and the way in which `stanza_app` queues that mail.
 * The 20 attempts are those of a delivery.
 */
const NOTICE = `
  alter table tenant add column blocked_notice_at timestamptz;
  grant update (blocked_notice_at) on tenant to stanza_app;
  create function enqueue_blocked_notice(tenant uuid, notice uuid, at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if tenant is distinct from current_setting('app.tenant')::uuid then
      raise exception 'the job is of another tenant' using errcode = 'insufficient_privilege';
    end if;
    perform graphile_worker.add_job(
      'mail_blocked',
      json_build_object('tenantId', tenant, 'noticeId', notice),
      run_at => at,
      job_key => notice::text,
      max_attempts => 20
    );
  end $$;
  revoke execute on function enqueue_blocked_notice from public;
  grant create on schema public to stanza_queue;
  alter function enqueue_blocked_notice owner to stanza_queue;
  revoke create on schema public from stanza_queue;`;

const GRANT_NOTICE = `
  set local role stanza_queue;
  grant execute on function enqueue_blocked_notice to stanza_app;
  reset role;`;

/**
 * A job that failed comes back up to a fifth sooner or later than the queue says. Otherwise what failed in one outage, and waits by the
 * same formula, would come back in one instant. Only the writing of a failure lets go of a job and puts it off.
 */
const SPREAD = `
  create function spread_retry() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
  begin
    new.run_at := now() + (new.run_at - now()) * (0.8 + 0.4 * random());
    return new;
  end $$;
  set local role stanza_queue;
  create trigger spread_retry before update of run_at on graphile_worker._private_jobs for each row
    when (old.locked_by is not null and new.locked_by is null and new.run_at > old.run_at)
    execute function public.spread_retry();
  reset role;`;

/** As in migration 035, with whether mail to the citizen comes back, and with the numbers that nobody has said for a day (`lateBefore`). */
const FIND_SESSION = `
  create or replace function find_session(of_tenant uuid, of_token_hash text, at timestamptz)
  returns json language plpgsql as $$
  declare
    found_session record;
  begin
    perform pg_catalog.set_config('app.tenant', of_tenant::text, true);
    select citizen_id, operator_id, operator_epoch, awaits_code, expires_at, ends_at, level into found_session
      from public.session where tenant_id = of_tenant and token_hash = of_token_hash and expires_at > at;
    if found_session.citizen_id is not null then
      return (select pg_catalog.json_build_object(
          'kind', 'citizen', 'expires_at', found_session.expires_at, 'ends_at', found_session.ends_at,
          'level', found_session.level,
          'id', c.id, 'codice_fiscale', c.codice_fiscale, 'nome', c.nome, 'cognome', c.cognome,
          'data_nascita', c.data_nascita, 'luogo_nascita', c.luogo_nascita, 'email', c.email, 'telefono', c.telefono,
          'email_refused', c.email_refused,
          'residenza', c.residenza, 'domicilio', c.domicilio, 'profile_completed_at', c.profile_completed_at,
          'terms_pending', exists (
            select from public.terms_document d
            where d.tenant_id = of_tenant and d.mandatory
              and not exists (select from public.terms_document newer
                where newer.tenant_id = of_tenant and newer.key = d.key and newer.revision > d.revision)
              and not exists (select from public.terms_acceptance a
                where a.tenant_id = of_tenant and a.citizen_id = c.id and a.terms_id = d.id)))
        from public.citizen c where c.tenant_id = of_tenant and c.id = found_session.citizen_id);
    end if;
    return (select pg_catalog.json_build_object(
        'kind', 'operator', 'expires_at', found_session.expires_at, 'ends_at', found_session.ends_at,
        'id', o.id, 'name', o.name, 'email', o.email, 'role', o.role, 'epoch', o.epoch,
        'services', array(select os.service_id from public.operator_service os
          where os.tenant_id = of_tenant and os.operator_id = o.id order by os.service_id),
        'blocked', (select count(*) from (
          select from public.operator_service os, lateral (
            (select 1 from public.delivery d
              where d.tenant_id = of_tenant and d.blocked_service_id = os.service_id and d.state = 'bloccata' limit 100)
            union all
            (select 1 from public.registration g
              where g.tenant_id = of_tenant and g.service_id = os.service_id and g.state = 'in_attesa'
                and g.asked_at < at - interval '24 hours' limit 100)) as stuck
          where os.tenant_id = of_tenant and os.operator_id = o.id limit 100) as counted),
        'awaits', case
          when found_session.awaits_code then 'code'
          when o.role = 'amministratore' and not exists (select from public.operator_second_factor f
            where f.tenant_id = of_tenant and f.operator_id = o.id) then 'second_factor' end)
      from public.operator o
      where o.tenant_id = of_tenant and o.id = found_session.operator_id and o.enabled
        and o.epoch = found_session.operator_epoch);
  end $$;`;
