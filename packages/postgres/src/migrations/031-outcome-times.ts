import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/**
 * How many days each outcome took, as a tally for each number of days: medians over a million practices are read from some hundred
 * rows (ADR 29). Days are those of the calendar in Italy, from the sending to the registration of the answer.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, TALLIES);
  await protectTable(db, 'outcome_tally', 'select, insert, delete');
  await runSql(db, FILL);
};

const OUTCOME = `
  select of_practice.tenant_id, of_practice.service_id,
    extract(year from of_practice.answer_protocol_registered_at at time zone 'Europe/Rome')::int as year,
    greatest(0, (of_practice.answer_protocol_registered_at at time zone 'Europe/Rome')::date
      - (of_practice.submitted_at at time zone 'Europe/Rome')::date) as days`;

const TALLIES = `
  create table outcome_tally (
    tenant_id uuid not null references tenant,
    position bigint not null generated always as identity,
    service_id uuid not null,
    year int not null,
    days int not null,
    delta int not null check (delta <> 0),
    primary key (tenant_id, position)
  );
  create index outcome_tally_of_year on outcome_tally (tenant_id, year, service_id) include (days, delta);
  create function tally_outcome() returns trigger language plpgsql as $$
  declare of_practice public.practice := new;
  begin
    insert into public.outcome_tally (tenant_id, service_id, year, days, delta)
      select outcome.*, 1 from (${OUTCOME}) as outcome;
    return null;
  end $$;
  create trigger tally_outcome_at_insert after insert on practice
    for each row when (new.state in ('accettata', 'rifiutata') and new.answer_protocol_registered_at is not null)
    execute function tally_outcome();
  create trigger tally_outcome_at_update after update of state on practice
    for each row when (old.state not in ('accettata', 'rifiutata') and new.state in ('accettata', 'rifiutata')
      and new.answer_protocol_registered_at is not null)
    execute function tally_outcome();`;

/** What is there already, ente by ente: row-level security shows nothing of all of them at once. */
const FILL = `
  do $$ declare ente uuid;
  begin
    for ente in select tenant_id from tenant loop
      perform set_config('app.tenant', ente::text, true);
      insert into outcome_tally (tenant_id, service_id, year, days, delta)
        select outcome.tenant_id, outcome.service_id, outcome.year, outcome.days, count(*)
        from practice as of_practice cross join lateral (${OUTCOME}) as outcome
        where of_practice.tenant_id = ente and of_practice.state in ('accettata', 'rifiutata')
          and of_practice.answer_protocol_registered_at is not null
        group by 1, 2, 3, 4;
    end loop;
    perform set_config('app.tenant', '', true);
  end $$;`;
