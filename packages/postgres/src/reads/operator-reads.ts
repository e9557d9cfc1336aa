import type { OperatorId, OperatorList, ReadModels } from '@stanza/core';
import { type RawBuilder, sql } from 'kysely';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';
import { inStates, pageOf, practiceRows } from './practice-list.ts';

const COUNTS = `select
    count(*) filter (where p.assigned_to = $2 and p.state not in ('accettata', 'rifiutata'))::int as da_gestire,
    count(*) filter (where p.assigned_to is null and p.state = 'inviata')::int as da_assegnare,
    count(*) filter (where p.state in ('accettata', 'rifiutata'))::int as concluse,
    count(*)::int as tutte
  from practice p
  where p.tenant_id = $1 and p.state <> 'bozza'
    and p.service_id in (select service_id from operator_service where tenant_id = $1 and operator_id = $2)`;

type OperatorReads = Pick<ReadModels, 'operatorCounts' | 'operatorPage'>;

/** Each condition is that of a partial index. */
const conditionOf = (list: OperatorList, operatorId: OperatorId): RawBuilder<boolean> => {
  if (list === 'da_gestire') {
    return sql<boolean>`p.assigned_to = ${operatorId} and ${inStates('inviata', 'in_elaborazione', 'da_integrare')}`;
  }
  if (list === 'da_assegnare') return sql<boolean>`p.state = 'inviata' and p.assigned_to is null`;
  if (list === 'concluse') return inStates('accettata', 'rifiutata');
  return sql<boolean>`p.state <> 'bozza'`;
};

export const operatorReads = (transaction: TenantTransaction, db: QueryBuilder): OperatorReads => {
  const { tenantId } = transaction;
  return {
    async operatorCounts(operatorId) {
      const [counts] = await transaction.query<Record<OperatorList, number>>({
        name: 'operator_counts',
        text: COUNTS,
        values: [tenantId, operatorId],
      });
      return counts ?? { da_gestire: 0, da_assegnare: 0, concluse: 0, tutte: 0 };
    },
    async operatorPage(operatorId, list, request) {
      const { query, toPage } = pageOf(
        practiceRows(transaction, db)
          .innerJoin('citizen as c', (join) =>
            join.onRef('c.tenant_id', '=', 'p.tenant_id').onRef('c.id', '=', 'p.citizen_id'),
          )
          .leftJoin('operator as o', (join) =>
            join.onRef('o.tenant_id', '=', 'p.tenant_id').onRef('o.id', '=', 'p.assigned_to'),
          )
          .where('p.service_id', 'in', (eb) =>
            eb
              .selectFrom('operator_service')
              .where('tenant_id', '=', tenantId)
              .where('operator_id', '=', operatorId)
              .select('service_id'),
          )
          .where(conditionOf(list, operatorId))
          .select([
            'p.version',
            sql<string>`c.nome || ' ' || c.cognome`.as('citizenName'),
            'c.codice_fiscale as codiceFiscale',
            'o.name as assignedTo',
          ]),
        request,
      );
      return toPage(await transaction.run(query));
    },
  };
};
