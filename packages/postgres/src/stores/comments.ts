import type { CommentStore } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

export const commentStore = (transaction: TenantTransaction, db: QueryBuilder): CommentStore => {
  const { tenantId } = transaction;
  return {
    async append(practiceId, { operatorId, at, text }) {
      const row = { tenant_id: tenantId, practice_id: practiceId, operator_id: operatorId, at, text };
      await transaction.change(db.insertInto('practice_comment').values(row));
    },
    of: (practiceId) =>
      transaction.run(
        db
          .selectFrom('practice_comment')
          .where('tenant_id', '=', tenantId)
          .where('practice_id', '=', practiceId)
          .orderBy('position')
          .select(['operator_id as operatorId', 'at', 'text']),
      ),
  };
};
