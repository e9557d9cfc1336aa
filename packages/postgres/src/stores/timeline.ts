import type { TimelineStore } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

export const timelineStore = (transaction: TenantTransaction, db: QueryBuilder): TimelineStore => {
  const { tenantId } = transaction;
  return {
    async append(practiceId, { event, at, operatorId }) {
      await transaction.change(
        db
          .insertInto('timeline_entry')
          .values({ tenant_id: tenantId, practice_id: practiceId, event, at, operator_id: operatorId }),
      );
    },
    of: (practiceId) =>
      transaction.run(
        db
          .selectFrom('timeline_entry')
          .where('tenant_id', '=', tenantId)
          .where('practice_id', '=', practiceId)
          .orderBy('at')
          .orderBy('position')
          .select(['event', 'at', 'operator_id as operatorId']),
      ),
  };
};
