import type { TermsDocument, TermsStore } from '@stanza/core';
import { isStorable } from '../is-storable.ts';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

const inOrder = (a: TermsDocument, b: TermsDocument): number =>
  Number(b.mandatory) - Number(a.mandatory) || a.title.localeCompare(b.title, 'it');

export const termsStore = (transaction: TenantTransaction, db: QueryBuilder): TermsStore => {
  const { tenantId } = transaction;
  const documents = db
    .selectFrom('terms_document')
    .where('tenant_id', '=', tenantId)
    .orderBy('key')
    .orderBy('revision', 'desc')
    .select(['id', 'key', 'revision', 'title', 'body', 'mandatory']);
  return {
    revisions: async (key) => (isStorable(key) ? transaction.run(documents.where('key', '=', key)) : []),
    async insert(document) {
      const insert = db.insertInto('terms_document').values({ ...document, tenant_id: tenantId });
      const once = insert.onConflict((conflict) => conflict.columns(['tenant_id', 'key', 'revision']).doNothing());
      return (await transaction.change(once)) > 0;
    },
    async current() {
      const rows = await transaction.run(documents.distinctOn('key'));
      return rows.toSorted(inOrder);
    },
    acceptances: (citizenId) =>
      transaction.run(
        db
          .selectFrom('terms_acceptance as a')
          .innerJoin('terms_document as d', (join) =>
            join.onRef('d.tenant_id', '=', 'a.tenant_id').onRef('d.id', '=', 'a.terms_id'),
          )
          .where('a.tenant_id', '=', tenantId)
          .where('a.citizen_id', '=', citizenId)
          .orderBy('a.accepted_at', 'desc')
          .orderBy('d.key')
          .select(['a.terms_id as termsId', 'd.key', 'd.revision', 'd.title', 'd.body', 'a.accepted_at as acceptedAt']),
      ),
    async accept(citizenId, termsId, at) {
      await transaction.change(
        db
          .insertInto('terms_acceptance')
          .values({ tenant_id: tenantId, citizen_id: citizenId, terms_id: termsId, accepted_at: at })
          .onConflict((conflict) => conflict.doNothing()),
      );
    },
  };
};
