import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** What the office counts, puts in order and searches its practices by (ADR 29). */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, ORDERS);
  await runSql(db, PROTOCOL);
  await runSql(db, TALLIES);
  await protectTable(db, 'practice_tally', 'select, insert, delete');
  await runSql(db, NAMES);
  await protectTable(db, 'citizen_word', 'select, insert, delete');
  await runSql(db, FILL);
};

/**
 * One index for each order, in which the practices of one service in one state lie together. A draft is in none of them, and no
 * save of one changes what they are made of. In place of those that could walk through all services at once: what one operator
 * sees of them may be a few among a million. `applicant_key` is cut: a row of an index has its limits.
 */
const ORDERS = `
  alter table practice
    add column protocol_key text collate "C" not null generated always as (
      coalesce(protocol_year::text || '/' || protocol_number, '')) stored,
    add column applicant_key text collate "C" not null generated always as (
      coalesce(left(plain_text((applicant #>> '{identity,cognome}') || ' ' || (applicant #>> '{identity,nome}')), 200), '')
    ) stored;
  drop index practice_sent, practice_sent_by_service, practice_assigned, practice_unassigned, practice_closed;
  create index practice_by_date on practice (tenant_id, service_id, state, list_date, id) where state <> 'bozza';
  create index practice_by_protocol on practice (tenant_id, service_id, state, protocol_key, id) where state <> 'bozza';
  create index practice_by_applicant on practice (tenant_id, service_id, state, applicant_key, id) where state <> 'bozza';
  create index practice_assigned_by_date on practice (tenant_id, assigned_to, service_id, state, list_date, id)
    where state in ('in_elaborazione', 'da_integrare');
  create index practice_assigned_by_protocol on practice (tenant_id, assigned_to, service_id, state, protocol_key, id)
    where state in ('in_elaborazione', 'da_integrare');
  create index practice_assigned_by_applicant on practice (tenant_id, assigned_to, service_id, state, applicant_key, id)
    where state in ('in_elaborazione', 'da_integrare');`;

const PROTOCOL = `
  create index practice_protocol on practice (tenant_id, protocol_number, protocol_year)
    where protocol_number is not null;
  create index practice_answer_protocol on practice (tenant_id, answer_protocol_number, answer_protocol_year)
    where answer_protocol_number is not null;`;

/**
 * How many practices there are, as what was added and taken away: two who send at once write two rows and never wait for each
 * other. Their sums are exact at every moment; `compactTallies` keeps them few. Only of what is being worked on it matters who has
 * it. The year is that of the sending, in Italy.
 */
const TALLIES = `
  create table practice_tally (
    tenant_id uuid not null references tenant,
    position bigint not null generated always as identity,
    service_id uuid not null,
    state text not null,
    assigned_to uuid,
    year int not null,
    delta int not null check (delta <> 0),
    primary key (tenant_id, position)
  );
  create index practice_tally_of_service on practice_tally (tenant_id, service_id)
    include (state, assigned_to, year, delta);
  create function tally(of_practice practice, by int) returns void language sql as $$
    insert into public.practice_tally (tenant_id, service_id, state, assigned_to, year, delta)
      select of_practice.tenant_id, of_practice.service_id, of_practice.state,
        case when of_practice.state in ('in_elaborazione', 'da_integrare') then of_practice.assigned_to end,
        extract(year from of_practice.submitted_at at time zone 'Europe/Rome'), by
      where of_practice.state <> 'bozza' $$;
  create function tally_practice() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then perform public.tally(old, -1); end if;
    if tg_op <> 'DELETE' then perform public.tally(new, 1); end if;
    return null;
  end $$;
  create trigger tally_at_insert after insert on practice
    for each row when (new.state <> 'bozza') execute function tally_practice();
  create trigger tally_at_update after update of state, assigned_to, service_id, submitted_at on practice
    for each row when ((old.state, old.assigned_to, old.service_id, old.submitted_at)
      is distinct from (new.state, new.assigned_to, new.service_id, new.submitted_at)) execute function tally_practice();
  create trigger tally_at_delete after delete on practice
    for each row when (old.state <> 'bozza') execute function tally_practice();`;

/** The words of each citizen's name, searched by how they begin: behind row-level security an index on them would be out of reach. */
const NAMES = `
  create function search_words(text) returns text[] language sql immutable parallel safe
    return (select coalesce(array_agg(distinct left(word, 100)), '{}')
      from regexp_split_to_table(plain_text($1), '[^[:alnum:]]+') as word where word <> '');
  create table citizen_word (
    tenant_id uuid not null,
    word text collate "C" not null,
    citizen_id uuid not null,
    primary key (tenant_id, word, citizen_id),
    foreign key (tenant_id, citizen_id) references citizen on delete cascade
  );
  create index citizen_word_of_citizen on citizen_word (tenant_id, citizen_id, word);
  create function spread_names() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' then
      delete from public.citizen_word where tenant_id = new.tenant_id and citizen_id = new.id;
    end if;
    insert into public.citizen_word (tenant_id, word, citizen_id)
      select new.tenant_id, word, new.id from unnest(public.search_words(new.cognome || ' ' || new.nome)) as word;
    return null;
  end $$;
  create trigger spread_names_at_insert after insert on citizen for each row execute function spread_names();
  create trigger spread_names_at_update after update of nome, cognome on citizen
    for each row when ((old.nome, old.cognome) is distinct from (new.nome, new.cognome)) execute function spread_names();`;

/** What is there already, ente by ente: row-level security shows nothing of all of them at once. */
export const FILL = `
  do $$ declare ente uuid;
  begin
    for ente in select tenant_id from tenant loop
      perform set_config('app.tenant', ente::text, true);
      insert into practice_tally (tenant_id, service_id, state, assigned_to, year, delta)
        select ente, service_id, state, case when state in ('in_elaborazione', 'da_integrare') then assigned_to end,
          extract(year from submitted_at at time zone 'Europe/Rome'), count(*)
        from practice where tenant_id = ente and state <> 'bozza' group by 2, 3, 4, 5;
      insert into citizen_word (tenant_id, word, citizen_id)
        select ente, word, id from citizen, unnest(search_words(cognome || ' ' || nome)) as word where tenant_id = ente;
    end loop;
    perform set_config('app.tenant', '', true);
  end $$;`;
