import type { OperatorCharge, ReadModels } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';
import { inStates, pageOf, practiceRows } from './practice-list.ts';

/** From the tallies, never from the practices (ADR 29). */
const CHARGES = `select o.id as "operatorId", o.name, o.enabled, coalesce(sum(t.delta), 0)::int as practices
  from operator o
  left join practice_tally t on t.tenant_id = $1 and t.assigned_to = o.id
  where o.tenant_id = $1
  group by o.id, o.name, o.enabled`;

/** Sorted here, as the ratings are. */
const byName = (a: OperatorCharge, b: OperatorCharge): number => a.name.localeCompare(b.name, 'it');

export const chargeReads = (
  transaction: TenantTransaction,
  db: QueryBuilder,
): Pick<ReadModels, 'charges' | 'chargePage'> => ({
  async charges() {
    return (await transaction.query<OperatorCharge>({ text: CHARGES, values: [transaction.tenantId] })).toSorted(
      byName,
    );
  },
  async chargePage(operatorId, request) {
    const { query, toPage } = pageOf(
      practiceRows(transaction, db)
        .where('p.assigned_to', '=', operatorId)
        .where(inStates('in_elaborazione', 'da_integrare')),
      request,
    );
    return toPage(await transaction.run(query));
  },
});
