import { type CitizenTab, NOTE_BEGINNING, type PracticeState, type ReadModels } from '@stanza/core';
import { sql } from 'kysely';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';
import { inStates, pageOf, practiceRows } from './practice-list.ts';

const COUNTS = `select state as tab, count(*)::int as number from practice
    where tenant_id = $1 and citizen_id = $2 group by state
  union all
  select 'per_mio_conto', count(*)::int
    from citizen c
    join practice_beneficiary b on b.tenant_id = $1 and b.codice_fiscale = c.codice_fiscale
    join practice p on p.tenant_id = $1 and p.id = b.practice_id and p.state <> 'bozza'
    where c.tenant_id = $1 and c.id = $2`;

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
      const own = (state: PracticeState) => noted.where('p.citizen_id', '=', citizenId).where(inStates(state));
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
              .select('b.practice_id'),
          )
          .where('p.state', '<>', 'bozza');
      const { query, toPage } = pageOf(tab === 'per_mio_conto' ? onBehalf() : own(tab), request);
      return toPage(await transaction.run(query));
    },
    latestPractices: (citizenId, limit) =>
      transaction.run(
        rows()
          .where('p.citizen_id', '=', citizenId)
          .orderBy('p.list_date', 'desc')
          .orderBy('p.id', 'desc')
          .limit(limit),
      ),
  };
};
