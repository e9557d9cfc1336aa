import type { OperatorCharge, OperatorId, ReadModels, TenantId } from '@stanza/core';
import { sql } from 'kysely';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';
import { inStates, pageOf, practiceRows } from './practice-list.ts';

/** From the tallies, never from the practices (ADR 29). */
const CHARGES = `select o.id as "operatorId", o.name, o.enabled, coalesce(sum(t.delta), 0)::int as practices,
    coalesce(sum(t.delta) filter (where not o.enabled or works.service_id is null), 0)::int as stranded
  from operator o
  left join practice_tally t on t.tenant_id = $1 and t.assigned_to = o.id
  left join operator_service works on works.tenant_id = $1 and works.operator_id = o.id and works.service_id = t.service_id
  where o.tenant_id = $1
  group by o.id, o.name, o.enabled`;

/** Whether an operator cannot open a practice: their services are read once, so that the list is walked in its own order. */
const isStranded = (tenantId: TenantId, operatorId: OperatorId) =>
  sql<boolean>`p.service_id <> all(array(select works.service_id from operator_service works
    join operator holder on holder.tenant_id = works.tenant_id and holder.id = works.operator_id
    where works.tenant_id = ${tenantId} and works.operator_id = ${operatorId} and holder.enabled))`;

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
  async chargePage(operatorId, list, request) {
    const stranded = isStranded(transaction.tenantId, operatorId);
    const all = practiceRows(transaction, db)
      .where('p.assigned_to', '=', operatorId)
      .where(inStates('in_elaborazione', 'da_integrare'))
      .select(stranded.as('stranded'));
    const { query, toPage } = pageOf(list === 'tutte' ? all : all.where(stranded), request);
    return toPage(await transaction.run(query));
  },
});
