import { type CitizenTab, NOTE_BEGINNING, type PracticeState, type ReadModels } from '@stanza/core';
import { sql } from 'kysely';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';
import { inStates, pageOf, practiceRows } from './practice-list.ts';

const COUNTS = `select state as tab, count(*)::int as number from practice
    where tenant_id = $1 and citizen_id = $2 and (opened_by is null or state = 'da_integrare') group by state
  union all
  select 'per_mio_conto', count(*)::int from (
    select p.id
      from citizen c
      join practice_beneficiary b on b.tenant_id = $1 and b.codice_fiscale = c.codice_fiscale
      join practice p on p.tenant_id = $1 and p.id = b.practice_id and p.state <> 'bozza'
      where c.tenant_id = $1 and c.id = $2
    union
    select id from practice
      where tenant_id = $1 and citizen_id = $2 and opened_by is not null and state <> 'bozza') as on_behalf`;

type CitizenReads = Pick<ReadModels, 'citizenCounts' | 'citizenPage' | 'latestPractices'>;

const NONE: Readonly<Record<CitizenTab, number>> = {
  bozza: 0,
  inviata: 0,
  in_elaborazione: 0,
  accettata: 0,
  rifiutata: 0,
  da_integrare: 0,
  per_mio_conto: 0,
};

export const citizenReads = (transaction: TenantTransaction, db: QueryBuilder): CitizenReads => {
  const { tenantId } = transaction;
  const rows = () => practiceRows(transaction, db);
  return {
    async citizenCounts(citizenId) {
      const counts = await transaction.query<{ tab: CitizenTab; number: number }>({
        name: 'citizen_counts',
        text: COUNTS,
        values: [tenantId, citizenId],
      });
      return { ...NONE, ...Object.fromEntries(counts.map(({ tab, number }) => [tab, number])) };
    },
    async citizenPage(citizenId, tab, request) {
      const noted = rows().select(
        sql<string>`case when p.citizen_id = ${citizenId} then left(p.private_note, ${NOTE_BEGINNING}::int) else '' end`.as(
          'noteBeginning',
        ),
      );
      const own = (state: PracticeState) => {
        const theirs = noted.where('p.citizen_id', '=', citizenId).where(inStates(state));
        // What waits for the citizen is among what waits for them, whoever opened it.
        return state === 'da_integrare' ? theirs : theirs.where('p.opened_by', 'is', null);
      };
      const onBehalf = () =>
        noted
          .where('p.id', 'in', (eb) =>
            eb
              .selectFrom('practice_beneficiary as b')
              .innerJoin('citizen as c', (join) =>
                join.onRef('c.tenant_id', '=', 'b.tenant_id').onRef('c.codice_fiscale', '=', 'b.codice_fiscale'),
              )
              .where('b.tenant_id', '=', tenantId)
              .where('c.id', '=', citizenId)
              .select('b.practice_id')
              .union(
                eb
                  .selectFrom('practice as opened')
                  .where('opened.tenant_id', '=', tenantId)
                  .where('opened.citizen_id', '=', citizenId)
                  .where('opened.opened_by', 'is not', null)
                  .where('opened.state', '<>', 'bozza')
                  .select('opened.id as practice_id'),
              ),
          )
          .where('p.state', '<>', 'bozza');
      const { query, toPage } = pageOf(tab === 'per_mio_conto' ? onBehalf() : own(tab), request);
      return toPage(await transaction.run(query));
    },
    latestPractices: (citizenId, limit) =>
      transaction.run(
        rows()
          .where('p.citizen_id', '=', citizenId)
          .where((eb) => eb.or([eb('p.opened_by', 'is', null), eb('p.state', '<>', 'bozza')]))
          .orderBy('p.list_date', 'desc')
          .orderBy('p.id', 'desc')
          .limit(limit),
      ),
  };
};
