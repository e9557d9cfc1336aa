import type { TenantId } from '@stanza/core';
import type pg from 'pg';
import { inTenant } from './transaction.ts';

/** The jobs of one task. */
export interface QueuedTask {
  readonly task: string;
  /** Ready, and waiting for a worker. */
  readonly ready: number;
  readonly running: number;
  /** To be tried again, or not due yet. */
  readonly later: number;
  /** Tried as often as they may be. */
  readonly givenUp: number;
  /** When the oldest ready one could have begun; null when none is. */
  readonly oldestReady: Date | null;
}

const TASKS = `select task_identifier as task,
    count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= now())::int as ready,
    count(*) filter (where locked_at is not null)::int as running,
    count(*) filter (where locked_at is null and attempts < max_attempts and run_at > now())::int as later,
    count(*) filter (where locked_at is null and attempts >= max_attempts)::int as "givenUp",
    min(run_at) filter (where locked_at is null and attempts < max_attempts and run_at <= now()) as "oldestReady"
  from graphile_worker.jobs group by task_identifier order by task_identifier`;

/** What waits in the queue, by task. @param pool connections of the role that the queue belongs to */
export const readQueue = async (pool: pg.Pool): Promise<readonly QueuedTask[]> =>
  (await pool.query<QueuedTask>(TASKS)).rows;

/** How many deliveries of an ente wait for a person: nothing more is tried by itself. */
export const countBlockedDeliveries = (pool: pg.Pool, tenantId: TenantId): Promise<number> =>
  inTenant(pool, tenantId, async ({ query }) => {
    const text = `select count(*)::int as blocked from delivery where tenant_id = $1 and state = 'bloccata'`;
    const [row] = await query<{ readonly blocked: number }>({ text, values: [tenantId] });
    return row?.blocked ?? 0;
  });
