import type { FeedbackStore } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

/** The columns of a rating, under the domain's names. */
export const FEEDBACK_COLUMNS = [
  'service_feedback.service_id as serviceId',
  'service_feedback.practice_id as practiceId',
  'service_feedback.stars',
  'service_feedback.aspect',
  'service_feedback.text',
  'service_feedback.given_at as givenAt',
] as const;

// Ratings of sheets have no practice: they never take the place of one another.
const SAVE = `insert into service_feedback (tenant_id, id, service_id, practice_id, stars, aspect, text, given_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (tenant_id, practice_id) do update
    set (stars, aspect, text, given_at) = (excluded.stars, excluded.aspect, excluded.text, excluded.given_at)`;

export const feedbackStore = (transaction: TenantTransaction, db: QueryBuilder): FeedbackStore => {
  const { tenantId } = transaction;
  return {
    async of(practiceId) {
      const [row] = await transaction.run(
        db
          .selectFrom('service_feedback')
          .where('tenant_id', '=', tenantId)
          .where('practice_id', '=', practiceId)
          .select(FEEDBACK_COLUMNS),
      );
      return row ?? null;
    },
    async save(id, { serviceId, practiceId, stars, aspect, text, givenAt }) {
      const values = [tenantId, id, serviceId, practiceId, stars, aspect, text, givenAt];
      await transaction.change({ text: SAVE, values });
    },
  };
};
