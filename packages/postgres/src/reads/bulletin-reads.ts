import type { ReadModels } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

export const bulletinReads = (
  transaction: TenantTransaction,
  db: QueryBuilder,
): Pick<ReadModels, 'news' | 'deadlines'> => {
  const { tenantId } = transaction;
  return {
    news: (limit) =>
      transaction.run(
        db
          .selectFrom('news')
          .where('tenant_id', '=', tenantId)
          .orderBy('day', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .select(['title', 'text', 'day', 'link']),
      ),
    deadlines: (today, limit) =>
      transaction.run(
        db
          .selectFrom('deadline')
          .where('tenant_id', '=', tenantId)
          .where('day', '>=', today)
          .orderBy('day')
          .orderBy('id')
          .limit(limit)
          .select(['title', 'text', 'day', 'link']),
      ),
  };
};
