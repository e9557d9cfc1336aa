import type { FailDelivery } from '@stanza/core';
import { describeError } from '@stanza/gateways';
import type { Pool } from '@stanza/postgres';
import type { Logger } from 'pino';
import { deliveryPayloadSchema } from '../tasks/delivery-task.ts';
import { INTERRUPTED } from '../tasks/failure-text.it.ts';
import { lockKey } from './presence.ts';

// Our own locks belong to the session of our presence, not to this one, so we never look dead to ourselves.
const UNLOCK = `with holder as materialized (
    select distinct locked_by as id from graphile_worker.jobs where locked_by is not null
  ), dead as materialized (
    select id from holder where pg_try_advisory_xact_lock(${lockKey('id')})
  )
  select graphile_worker.force_unlock_workers(array(select id from dead)), (select count(*) from dead) as dead`;

const EXHAUSTED = `select id, payload from graphile_worker._private_jobs
  where attempts >= max_attempts and locked_at is null and payload ->> 'deliveryId' is not null and key is not null
  order by id limit 100`;
// A job with the key of one at work takes its key and all its attempts: the one at work, cut short, has nothing more to say.
const REMOVE_REPLACED = `select from graphile_worker.complete_jobs(array(
    select id from graphile_worker._private_jobs
    where attempts >= max_attempts and locked_at is null and key is null
      and coalesce(payload ->> 'deliveryId', payload ->> 'noticeId') is not null
    order by id limit 100))`;
const REMOVE = 'select from graphile_worker.complete_jobs($1)';

export type RecoverDeadWorkers = () => Promise<void>;

type Deps = { readonly pool: Pool; readonly fail: FailDelivery; readonly logger: Logger };

const blockDelivery = async ({ pool, fail, logger }: Deps, jobId: number, payload: unknown): Promise<void> => {
  const { tenantId, deliveryId } = deliveryPayloadSchema.parse(payload);
  await fail(tenantId, deliveryId, INTERRUPTED, true);
  await pool.query(REMOVE, [[jobId]]);
  logger.error({ tenantId, deliveryId }, 'A delivery was interrupted too often and is blocked');
};

/**
 * Makes good what killed workers have left behind. Their jobs are given back to the queue, which by itself would wait
 * four hours. A job whose last attempt was cut short will not be tried again: its delivery is blocked, so that the
 * operator sees it. One that was replaced by another with its key is removed without a word: the other goes on. One that cannot be blocked stays as it is, is logged, and holds up none of the others.
 * @param deps.pool connections as the owner of the queue
 */
export const makeRecoverDeadWorkers =
  (deps: Deps): RecoverDeadWorkers =>
  async () => {
    const unlocked = await deps.pool.query<{ dead: number }>(UNLOCK);
    const dead = unlocked.rows[0]?.dead ?? 0;
    if (dead > 0) deps.logger.warn({ dead }, 'Jobs of dead workers are back in the queue');
    await deps.pool.query(REMOVE_REPLACED);
    const exhausted = await deps.pool.query<{ id: number; payload: unknown }>(EXHAUSTED);
    for (const { id, payload } of exhausted.rows) {
      await blockDelivery(deps, id, payload).catch((error: unknown) =>
        deps.logger.error({ job: id, error: describeError(error) }, 'A job of a dead worker could not be recovered'),
      );
    }
  };
