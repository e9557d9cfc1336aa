import { type DeliveryId, type DeliveryStore, MAX_DELIVERY_ATTEMPTS, type PracticeId } from '@stanza/core';
import { sql } from 'kysely';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

/** The columns of a delivery, under the domain's names. */
export const DELIVERY_COLUMNS = [
  'delivery.id',
  sql<PracticeId>`delivery.practice_id`.as('practiceId'),
  'delivery.effect',
  'delivery.state',
  'delivery.attempts',
  'delivery.last_error as lastError',
  'delivery.created_at as createdAt',
  'delivery.completed_at as completedAt',
] as const;

/** Longest error kept, in characters: enough to understand it, whatever a remote system answers. */
const MAX_ERROR = 2_000;

const ENQUEUE = `with written as (
    insert into delivery (tenant_id, id, practice_id, effect, created_at) values ($1, $2, $3, $4, $5)
  )
  select enqueue_delivery($1, $2, $6)`;
// The job has the delivery's key: a new one takes the place of the one that gave up.
const RETRY = `with retried as (
    update delivery set state = 'in_attesa', attempts = 0
    where tenant_id = $1 and id = $2 and state = 'bloccata' returning effect ->> 'kind' as task
  )
  select enqueue_delivery($1, $2, task) from retried`;
const WAKE = `with woken as (
    update delivery set attempts = 0
    where tenant_id = $1 and id = $2 and state = 'in_attesa' returning effect ->> 'kind' as task
  )
  select enqueue_delivery($1, $2, task) from woken`;
const FAIL = `update delivery set attempts = attempts + 1, last_error = $3,
    state = case when $4 or attempts + 1 >= $5 then 'bloccata' else state end
  where tenant_id = $1 and id = $2 and state in ('in_attesa', 'bloccata') returning state = 'bloccata' as blocked`;
// Of two transactions that block at once the second waits for the first, and finds its mail.
const ENQUEUE_NOTICE = `with due as (
    update tenant set blocked_notice_at = greatest($3, blocked_notice_at + interval '1 hour')
    where tenant_id = $1 and (blocked_notice_at is null or blocked_notice_at <= $3) returning blocked_notice_at
  )
  select enqueue_blocked_notice($1, $2, blocked_notice_at) from due`;
const HAND_OVER = `update delivery set handed_over_at = $3
  where tenant_id = $1 and id = $2 and handed_over_at is null`;
const IS_HANDED_OVER = 'select from delivery where tenant_id = $1 and id = $2 and handed_over_at is not null';
const NOT_HANDED_OVER = 'update delivery set handed_over_at = null where tenant_id = $1 and id = $2';

export const deliveryStore = (transaction: TenantTransaction, db: QueryBuilder): DeliveryStore => {
  const { tenantId } = transaction;
  const deliveries = db.selectFrom('delivery').where('tenant_id', '=', tenantId).select(DELIVERY_COLUMNS);
  return {
    async enqueue(id, practiceId, effect, at) {
      await transaction.query({
        name: 'delivery_enqueue',
        text: ENQUEUE,
        values: [tenantId, id, practiceId, JSON.stringify(effect), at, effect.kind],
      });
    },
    async byId(id) {
      const [row] = await transaction.run(deliveries.where('id', '=', id).where('practice_id', 'is not', null));
      return row ?? null;
    },
    of: (practiceId) =>
      transaction.run(deliveries.where('practice_id', '=', practiceId).orderBy('created_at').orderBy('position')),
    async nextAttempts(ids) {
      if (ids.length === 0) return new Map();
      const rows = await transaction.query<{ readonly delivery: DeliveryId; readonly run_at: Date }>({
        name: 'delivery_next_attempts',
        text: 'select delivery, run_at from delivery_next_attempts($1)',
        values: [ids],
      });
      return new Map(rows.map(({ delivery, run_at }) => [delivery, run_at]));
    },
    async complete(id, at, end = 'consegnata') {
      await transaction.change(
        db
          .updateTable('delivery')
          .set({ state: end, completed_at: at })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .where('state', 'in', ['in_attesa', 'bloccata']),
      );
    },
    retry: async (id) => (await transaction.change({ text: RETRY, values: [tenantId, id] })) > 0,
    saveHandedOver: async (id, at) => (await transaction.change({ text: HAND_OVER, values: [tenantId, id, at] })) > 0,
    isHandedOver: async (id) =>
      (await transaction.query({ name: 'delivery_handed_over', text: IS_HANDED_OVER, values: [tenantId, id] })).length >
      0,
    async forgetHandedOver(id) {
      await transaction.change({ text: NOT_HANDED_OVER, values: [tenantId, id] });
    },
    wake: async (id) => (await transaction.change({ text: WAKE, values: [tenantId, id] })) > 0,
    async fail(id, error, final) {
      // A remote system may answer anything, also the one character that PostgreSQL does not take.
      const kept = error.replaceAll('\u0000', '').slice(0, MAX_ERROR);
      const values = [tenantId, id, kept, final, MAX_DELIVERY_ATTEMPTS];
      const [row] = await transaction.query<{ readonly blocked: boolean }>({ text: FAIL, values });
      return row?.blocked === true;
    },
    async enqueueNotice(id, at) {
      await transaction.query({ text: ENQUEUE_NOTICE, values: [tenantId, id, at] });
    },
  };
};
