import type { ReadModels } from '@stanza/core';
import { isStorable } from '../is-storable.ts';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

const COLUMNS = ['id', 'title', 'text', 'day', 'link'] as const;

export const bulletinReads = (
  transaction: TenantTransaction,
  db: QueryBuilder,
): Pick<ReadModels, 'news' | 'deadlines' | 'bulletin'> => {
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
          .select(COLUMNS),
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
          .select(COLUMNS),
      ),
    async bulletin(kind, id) {
      if (!isStorable(id)) return null;
      const query = db.selectFrom(kind).where('tenant_id', '=', tenantId).where('id', '=', id).select(COLUMNS);
      const [found] = await transaction.run(query);
      return found ?? null;
    },
  };
};
