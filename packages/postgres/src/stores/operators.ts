import type { Operator, OperatorId, OperatorStore, ServiceId } from '@stanza/core';
import { sql } from 'kysely';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

export const operatorStore = (transaction: TenantTransaction, db: QueryBuilder): OperatorStore => {
  const { tenantId } = transaction;
  const operators = db
    .selectFrom('operator')
    .where('operator.tenant_id', '=', tenantId)
    .select(['operator.id', 'operator.name', 'operator.email', 'operator.role', 'operator.enabled'])
    .select(
      sql<ServiceId[]>`array(select service_id from operator_service
        where tenant_id = operator.tenant_id and operator_id = operator.id order by service_id)`.as('services'),
    );
  const one = async (id: OperatorId): Promise<Operator | null> => {
    const [row] = await transaction.run(operators.where('operator.id', '=', id));
    return row ?? null;
  };
  return {
    byId: one,
    async namesOf(ids) {
      if (ids.length === 0) return new Map();
      const rows = await transaction.run(operators.where('operator.id', 'in', ids));
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
    enabledFor: (serviceId) =>
      transaction.run(
        operators
          .innerJoin('operator_service as works', (join) =>
            join.onRef('works.tenant_id', '=', 'operator.tenant_id').onRef('works.operator_id', '=', 'operator.id'),
          )
          .where('works.service_id', '=', serviceId)
          .where('operator.enabled', '=', true)
          .orderBy('operator.name')
          .orderBy('operator.id'),
      ),
    administrators: () =>
      transaction.run(
        operators
          .where('operator.role', '=', 'amministratore')
          .where('operator.enabled', '=', true)
          .orderBy('operator.name')
          .orderBy('operator.id'),
      ),
  };
};
