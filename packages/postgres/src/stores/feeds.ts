import type { BulletinKind, FeedStore } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

const COLUMNS = [
  'kind',
  'url',
  'etag',
  'last_modified as lastModified',
  'read_at as readAt',
  'failure',
  'skipped',
] as const;

export const feedStore = (transaction: TenantTransaction, db: QueryBuilder): FeedStore => {
  const { tenantId } = transaction;
  const feedOf = (kind: BulletinKind) =>
    db.selectFrom('feed').where('tenant_id', '=', tenantId).where('kind', '=', kind).select(COLUMNS);
  return {
    of: async (kind) => (await transaction.run(feedOf(kind)))[0] ?? null,
    lock: async (kind) => (await transaction.run(feedOf(kind).forUpdate()))[0] ?? null,
    async saveAddress(kind, url) {
      const gone = db.deleteFrom('feed').where('tenant_id', '=', tenantId).where('kind', '=', kind);
      if (url === null) return void (await transaction.change(gone));
      const unread = { etag: null, last_modified: null, read_at: null, failure: null, skipped: 0 };
      await transaction.change(
        db
          .insertInto('feed')
          .values({ tenant_id: tenantId, kind, url, ...unread })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'kind']).doUpdateSet({ url, ...unread })),
      );
    },
    async saveReading(kind, readAt, failure, marks) {
      const said =
        marks === null ? {} : { etag: marks.etag, last_modified: marks.lastModified, skipped: marks.skipped };
      const change = db.updateTable('feed').set({ read_at: readAt, failure, ...said });
      await transaction.change(change.where('tenant_id', '=', tenantId).where('kind', '=', kind));
    },
    async enqueueImport(when) {
      await transaction.query({ text: 'select enqueue_feed_import($1)', values: [when === 'in_turn'] });
    },
  };
};
