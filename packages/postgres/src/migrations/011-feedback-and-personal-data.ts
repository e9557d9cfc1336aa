import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** How services are rated, and the erasure of what an ente need not keep about a citizen. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, TABLES);
  await runSql(db, ERASE);
  await protectTable(db, 'service_feedback', 'select, insert, update');
  await protectTable(db, 'erasure', 'select');
};

const TABLES = `
  create table service_feedback (
    tenant_id uuid not null,
    id uuid not null,
    service_id uuid not null,
    -- None: of the service's sheet, by nobody in particular.
    practice_id uuid,
    stars smallint not null check (stars between 1 and 5),
    aspect text,
    text text not null check (char_length(text) <= 200),
    given_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, practice_id),
    foreign key (tenant_id, service_id) references service,
    foreign key (tenant_id, practice_id) references practice
  );
  create index on service_feedback (tenant_id, service_id);
  create index service_feedback_texts on service_feedback (tenant_id, given_at desc, id desc) where text <> '';
  create table erasure (
    tenant_id uuid not null,
    citizen_id uuid not null,
    position bigint not null generated always as identity,
    at timestamptz not null,
    drafts int not null,
    notes int not null,
    attachments int not null,
    ratings int not null,
    profile boolean not null,
    primary key (tenant_id, citizen_id, position),
    foreign key (tenant_id, citizen_id) references citizen
  );`;

/**
 * The only way in which \`stanza_app\` deletes ratings, and drafts besides \`delete_draft\`, which it may not otherwise: a function
 * that runs as the owner of the tables and takes what it may delete from nobody. The tenant is in every condition, because
 * its owner may be above row-level security. Each statement sees what was committed before it: a draft that is being sent
 * is waited for, and its attachments are then in use.
 */
const ERASE = `
  create function erase_personal_data(of_citizen uuid, at_time timestamptz) returns json
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    of_tenant uuid := current_setting('app.tenant')::uuid;
    erased_drafts int;
    erased_notes int;
    erased_attachments int;
    erased_ratings int;
    had_profile boolean;
  begin
    select num_nonnulls(email, telefono, residenza, domicilio) > 0 into had_profile
      from public.citizen where tenant_id = of_tenant and id = of_citizen for update;
    if not found then return null; end if;
    update public.citizen
      set email = null, telefono = null, residenza = null, domicilio = null, profile_completed_at = null
      where tenant_id = of_tenant and id = of_citizen;

    perform from public.practice
      where tenant_id = of_tenant and citizen_id = of_citizen and state = 'bozza' order by id for update;
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

    insert into public.erasure (tenant_id, citizen_id, at, drafts, notes, attachments, ratings, profile)
      values (of_tenant, of_citizen, at_time, erased_drafts, erased_notes, erased_attachments, erased_ratings, had_profile);
    return json_build_object('drafts', erased_drafts, 'notes', erased_notes, 'attachments', erased_attachments,
      'ratings', erased_ratings, 'profile', had_profile);
  end $$;
  revoke execute on function erase_personal_data from public;
  grant execute on function erase_personal_data to stanza_app;`;
