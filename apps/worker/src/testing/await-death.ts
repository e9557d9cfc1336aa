import type { Pool } from '@stanza/postgres';
import { lockKey } from '../queue/presence.ts';

// The server sees the death of a process an instant after we do: waiting for its lock is waiting for that.
const AWAIT_DEATH = `select pg_advisory_xact_lock(${lockKey('id')})
  from (select distinct locked_by as id from graphile_worker.jobs where locked_by is not null) holder`;

/** A machine that is busy may take longer to bury somebody than the portal waits for a lock. */
const PATIENTLY = "set lock_timeout = '60s'";

/** Waits until the database knows that a worker was killed. @param queue one connection of the queue's owner */
export const awaitDeath = async (queue: Pool): Promise<void> => {
  await queue.query(PATIENTLY);
  await queue.query(AWAIT_DEATH);
};
