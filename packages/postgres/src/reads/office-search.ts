import { MAX_PEOPLE, type OfficeSearch } from '@stanza/core';
import { type RawBuilder, sql } from 'kysely';
import type { TenantTransaction } from '../transaction.ts';

/** How many words of a search are looked at, and how many citizens who have the rarest of them. */
const MAX_WORDS = 6;
const MAX_LOOKED_AT = 1000;

/** Words that begin like one. Its end is a column: behind row-level security no function of a column finds an index. */
const BEGUN = 'c.word >= typed.word and c.word < typed.beyond';

/**
 * The citizens who have all the words in their names, each perhaps only begun. However common the words are, it reads a bounded
 * number of rows: it counts each word as far as a limit, looks at those who have the rarest, and asks for each the other words.
 */
const PEOPLE = `with typed as materialized (
    select word, word || chr(1114111) as beyond from unnest(search_words($2)) as word limit ${MAX_WORDS}
  ), rarest as materialized (
    select typed.word, typed.beyond, counted.number from typed cross join lateral (
      select count(*) as number from (
        select from citizen_word c where c.tenant_id = $1 and ${BEGUN} limit ${MAX_LOOKED_AT + 1}) as first_of_them
    ) as counted order by counted.number, typed.word limit 1
  ), looked_at as materialized (
    select found.citizen_id from rarest as typed cross join lateral (
      select c.citizen_id from citizen_word c where c.tenant_id = $1 and ${BEGUN}
        order by c.word, c.citizen_id limit ${MAX_LOOKED_AT}) as found
  ), people as (
    select distinct l.citizen_id from looked_at l where not exists (
      select from typed where typed.word <> (select word from rarest) and not exists (
        select from citizen_word c where c.tenant_id = $1 and c.citizen_id = l.citizen_id and ${BEGUN}))
    limit ${MAX_PEOPLE + 1}
  )
  select coalesce(array_agg(citizen_id), '{}') as ids,
    count(*) > ${MAX_PEOPLE} or coalesce((select number > ${MAX_LOOKED_AT} from rarest), false) as more
  from people`;

/** Citizens whom a search is about. */
export interface People {
  readonly ids: readonly string[];
  /** There are more, or so many share a part of the name that not all were looked at. */
  readonly more: boolean;
}

/** @returns nobody for a search that is not about a name */
export const findPeople = async (transaction: TenantTransaction, search: OfficeSearch | null): Promise<People> => {
  if (search?.kind !== 'nome') return { ids: [], more: false };
  const values = [transaction.tenantId, search.text];
  const [found] = await transaction.query<{ ids: string[]; more: boolean }>({
    name: 'office_people',
    text: PEOPLE,
    values,
  });
  return { ids: found?.ids.slice(0, MAX_PEOPLE) ?? [], more: found?.more ?? false };
};

/** Ids of the practices that a search is about, of whatever service and in whatever state. @param people for a name */
export const searched = (tenantId: string, search: OfficeSearch, people: readonly string[]): RawBuilder<unknown> => {
  const practices = sql`select id from practice where tenant_id = ${tenantId} and`;
  switch (search.kind) {
    case 'codice':
      return sql`${practices} code = ${search.code}`;
    case 'protocollo': {
      const year = sql`${search.year}::int`;
      return sql`${practices} protocol_number = ${search.number} and (${year} is null or protocol_year = ${year})
        union ${practices} answer_protocol_number = ${search.number} and (${year} is null or answer_protocol_year = ${year})`;
    }
    case 'codice_fiscale':
      return sql`${practices} citizen_id =
          (select id from citizen where tenant_id = ${tenantId} and codice_fiscale = ${search.code})
        union select practice_id from practice_beneficiary
          where tenant_id = ${tenantId} and codice_fiscale = ${search.code}`;
    case 'nome':
      return sql`${practices} citizen_id = any(${people}::uuid[]) union ${practices} code = ${search.code}`;
  }
};
