import type { LookupStore } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

export const lookupStore = (transaction: TenantTransaction, db: QueryBuilder): LookupStore => {
  const { tenantId } = transaction;
  return {
    async append({ operatorId, citizenId, at }) {
      const row = { tenant_id: tenantId, operator_id: operatorId, citizen_id: citizenId, at };
      await transaction.change(db.insertInto('counter_lookup').values(row));
    },
    of: (citizenId) =>
      transaction.run(
        db
          .selectFrom('counter_lookup')
          .where('tenant_id', '=', tenantId)
          .where('citizen_id', '=', citizenId)
          .orderBy('position')
          .select(['operator_id as operatorId', 'citizen_id as citizenId', 'at']),
      ),
  };
};
