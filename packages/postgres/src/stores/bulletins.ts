import type { BulletinKind, BulletinStore, ImportedBulletin } from '@stanza/core';
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
  'version',
  sql<boolean>`feed_key is not null`.as('imported'),
] as const;

export const bulletinStore = (transaction: TenantTransaction, db: QueryBuilder): BulletinStore => {
  const { tenantId } = transaction;

  const saveOne = (kind: BulletinKind, id: string, { key, day, ...said }: ImportedBulletin, today: string) => {
    const dated = day === null ? said : { ...said, day };
    return transaction.change(
      db
        .insertInto(kind)
        .values({ tenant_id: tenantId, id, day: today, ...dated, feed_key: key })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'feed_key']).doUpdateSet(dated)),
    );
  };

  return {
    async byId(kind, id) {
      if (!isStorable(id)) return null;
      const query = db.selectFrom(kind).where('tenant_id', '=', tenantId).where('id', '=', id).select(KEPT_COLUMNS);
      return (await transaction.run(query))[0] ?? null;
    },
    async insert(kind, id, { title, text, day, link, visibleFrom, visibleUntil }) {
      const row = { title, text, day, link, visible_from: visibleFrom, visible_until: visibleUntil };
      const insert = db.insertInto(kind).values({ tenant_id: tenantId, id, ...row });
      return (
        (await transaction.change(insert.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()))) >
        0
      );
    },
    async update(kind, id, { title, text, day, link, visibleFrom, visibleUntil }, expectedVersion) {
      if (!isStorable(id)) return false;
      const changed = await transaction.change(
        db
          .updateTable(kind)
          .set({
            title,
            text,
            day,
            link,
            visible_from: visibleFrom,
            visible_until: visibleUntil,
            version: expectedVersion + 1,
          })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .where('version', '=', expectedVersion)
          .where('feed_key', 'is', null),
      );
      return changed > 0;
    },
    async delete(kind, id) {
      if (!isStorable(id)) return false;
      const deletion = db.deleteFrom(kind).where('tenant_id', '=', tenantId).where('id', '=', id);
      return (await transaction.change(deletion.where('feed_key', 'is', null))) > 0;
    },
    async saveImported(kind, items, today, nextId) {
      const gone = db.deleteFrom(kind).where('tenant_id', '=', tenantId).where('feed_key', 'is not', null);
      const keys = items.map(({ key }) => key);
      await transaction.change(keys.length === 0 ? gone : gone.where('feed_key', 'not in', keys));
      for (const item of items) await saveOne(kind, nextId(), item, today);
    },
  };
};
