import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** What a review of the integrations found missing. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, AT_COUNTER);
  await runSql(db, NO_ADDRESS);
  await runSql(db, ERASE);
};

/**
 * Requests of integration that an operator answers at the counter (ADR 22). The foreign key is not checked against the rows that
 * are there, none of which has such an operator: the check would read them through row-level security, for no tenant.
 */
const AT_COUNTER = `
  alter table integration
    add column counter_answers jsonb,
    add column answered_by uuid,
    add foreign key (tenant_id, answered_by) references operator not valid,
    add check (answered_by is null or answered_at is not null);
  grant update (counter_answers, answered_by) on integration to stanza_app;`;

/** What could be sent to nobody has not been delivered: it ends in a state of its own. */
const NO_ADDRESS = `
  alter table delivery drop constraint delivery_state_check;
  alter table delivery add constraint delivery_state_check
    check (state in ('in_attesa', 'consegnata', 'senza_indirizzo', 'bloccata'));`;

/**
 * The erasure of 011, which takes what was typed in answer to a request of integration and was not sent: of it stays what the
 * practice was sent with. A practice to be integrated is waited for as a draft is: the files of an answer that is being sent are
 * then in use.
 */
const ERASE = `
  alter table erasure add column answers int not null default 0;
  alter table erasure alter column answers drop default;
  create or replace function erase_personal_data(of_citizen uuid, at_time timestamptz) returns json
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    of_tenant uuid := current_setting('app.tenant')::uuid;
    erased_drafts int;
    erased_notes int;
    erased_answers int;
    erased_attachments int;
    erased_ratings int;
    had_profile boolean;
  begin
    select num_nonnulls(email, telefono, residenza, domicilio) > 0 into had_profile
      from public.citizen where tenant_id = of_tenant and id = of_citizen for no key update;
    if not found then return null; end if;
    update public.citizen
      set email = null, telefono = null, residenza = null, domicilio = null, profile_completed_at = null
      where tenant_id = of_tenant and id = of_citizen;

    perform from public.practice
      where tenant_id = of_tenant and citizen_id = of_citizen and (state in ('bozza', 'da_integrare') or exists (
        select from public.integration i
          where i.tenant_id = of_tenant and i.practice_id = practice.id and i.answered_at is null
      ))
      order by id for update;
    delete from public.delivery d using public.practice p
      where d.tenant_id = of_tenant and p.tenant_id = of_tenant and p.id = d.practice_id
        and p.citizen_id = of_citizen and p.state = 'bozza';
    delete from public.timeline_entry t using public.practice p
      where t.tenant_id = of_tenant and p.tenant_id = of_tenant and p.id = t.practice_id
        and p.citizen_id = of_citizen and p.state = 'bozza';
    delete from public.practice_beneficiary b using public.practice p
      where b.tenant_id = of_tenant and p.tenant_id = of_tenant and p.id = b.practice_id
        and p.citizen_id = of_citizen and p.state = 'bozza';
    delete from public.practice_attachment a using public.practice p
      where a.tenant_id = of_tenant and p.tenant_id = of_tenant and p.id = a.practice_id
        and p.citizen_id = of_citizen and p.state = 'bozza';
    delete from public.practice where tenant_id = of_tenant and citizen_id = of_citizen and state = 'bozza';
    get diagnostics erased_drafts = row_count;

    update public.practice set private_note = ''
      where tenant_id = of_tenant and citizen_id = of_citizen and private_note <> '';
    get diagnostics erased_notes = row_count;

    with unsent as (
      select i.id, i.answers, i.counter_answers, coalesce((
          select jsonb_object_agg(answer.key, answer.value) from jsonb_each(i.answers) answer
          where p.answers -> answer.key = answer.value), '{}') as kept
        from public.integration i
        join public.practice p on p.tenant_id = of_tenant and p.id = i.practice_id
        where i.tenant_id = of_tenant and p.citizen_id = of_citizen and i.answered_at is null
    )
    update public.integration i set answers = unsent.kept, counter_answers = null from unsent
      where i.tenant_id = of_tenant and i.id = unsent.id
        and (unsent.answers <> unsent.kept or unsent.counter_answers is not null);
    get diagnostics erased_answers = row_count;

    with erased as (
      delete from public.attachment a
        where a.tenant_id = of_tenant and a.citizen_id = of_citizen and not exists (
          select from public.practice_attachment tied
          where tied.tenant_id = of_tenant and tied.attachment_id = a.id)
        returning a.sha256
    ), discarded as (
      insert into public.discarded_content (tenant_id, sha256, discarded_at)
        select distinct of_tenant, sha256, at_time from erased order by sha256
        on conflict (tenant_id, sha256) do update set discarded_at = excluded.discarded_at
    )
    select count(*) into erased_attachments from erased;

    delete from public.service_feedback f using public.practice p
      where f.tenant_id = of_tenant and p.tenant_id = of_tenant and p.id = f.practice_id and p.citizen_id = of_citizen;
    get diagnostics erased_ratings = row_count;

    insert into public.erasure (tenant_id, citizen_id, at, drafts, notes, answers, attachments, ratings, profile)
      values (of_tenant, of_citizen, at_time, erased_drafts, erased_notes, erased_answers, erased_attachments,
        erased_ratings, had_profile);
    return json_build_object('drafts', erased_drafts, 'notes', erased_notes, 'answers', erased_answers,
      'attachments', erased_attachments, 'ratings', erased_ratings, 'profile', had_profile);
  end $$;`;
