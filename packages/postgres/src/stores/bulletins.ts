import type { BulletinStore, ImportedBulletin } from '@stanza/core';
import { sql } from 'kysely';
import { isStorable } from '../is-storable.ts';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

/** What administrators see of a notice or a deadline, under the domain's names. */
export const KEPT_COLUMNS = [
  'id',
  'title',
  'text',
  'day',
  'link',
  'visible_from as visibleFrom',
  'visible_until as visibleUntil',
  sql<boolean>`feed_key is not null`.as('imported'),
] as const;

export const bulletinStore = (transaction: TenantTransaction, db: QueryBuilder): BulletinStore => {
  const { tenantId } = transaction;

  const saveOne = (kind: 'news' | 'deadline', id: string, { key, title, text, day, link }: ImportedBulletin) =>
    transaction.change(
      db
        .insertInto(kind)
        .values({ tenant_id: tenantId, id, title, text, day, link, feed_key: key })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'feed_key']).doUpdateSet({ title, text, day, link })),
    );

  return {
    async byId(kind, id) {
      if (!isStorable(id)) return null;
      const query = db.selectFrom(kind).where('tenant_id', '=', tenantId).where('id', '=', id).select(KEPT_COLUMNS);
      return (await transaction.run(query))[0] ?? null;
    },
    async insert(kind, id, { title, text, day, link, visibleFrom, visibleUntil }) {
      const row = { title, text, day, link, visible_from: visibleFrom, visible_until: visibleUntil };
      await transaction.change(db.insertInto(kind).values({ tenant_id: tenantId, id, ...row }));
    },
    async update(kind, id, { title, text, day, link, visibleFrom, visibleUntil }) {
      if (!isStorable(id)) return false;
      const changed = await transaction.change(
        db
          .updateTable(kind)
          .set({ title, text, day, link, visible_from: visibleFrom, visible_until: visibleUntil })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .where('feed_key', 'is', null),
      );
      return changed > 0;
    },
    async delete(kind, id) {
      if (!isStorable(id)) return false;
      const deletion = db.deleteFrom(kind).where('tenant_id', '=', tenantId).where('id', '=', id);
      return (await transaction.change(deletion.where('feed_key', 'is', null))) > 0;
    },
    async saveImported(kind, items, nextId) {
      const gone = db.deleteFrom(kind).where('tenant_id', '=', tenantId).where('feed_key', 'is not', null);
      const keys = items.map(({ key }) => key);
      await transaction.change(keys.length === 0 ? gone : gone.where('feed_key', 'not in', keys));
      for (const item of items) await saveOne(kind, nextId(), item);
    },
  };
};
