import type { Pool } from '@stanza/postgres';

/**
 * The sign that this process is alive: a connection of its own whose session holds an advisory lock for each worker
 * pool that may lock jobs. PostgreSQL frees the locks of a session whose process was killed, so that a free lock is
 * the proof of a death.
 */
export interface Presence {
  /** Takes the lock of a worker pool; it must be held before the pool locks its first job. */
  claim(workerPoolId: string): Promise<void>;
  /** @throws Error when the connection no longer answers */
  check(): Promise<void>;
  /**
   * Fulfilled when the connection was lost: to the others this process now looks dead and its jobs are given away, so
   * it must stop, or begin anew on another presence.
   */
  readonly lost: Promise<void>;
  /** Lets go of the locks. */
  leave(): void;
}

/** The lock of a worker pool, in SQL. @param id an SQL expression, the pool's id */
export const lockKey = (id: string): string => `hashtextextended(${id}, 7108274)`;

/** The server finds out within a minute that this machine is gone; by itself it would take two hours. */
const KEEPALIVE = 'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3';

/** @param pool connections as the owner of the queue; one of them is kept */
export const openPresence = async (pool: Pool): Promise<Presence> => {
  const client = await pool.connect();
  const lost = new Promise<void>((fulfil) => {
    client.once('error', () => fulfil());
    client.once('end', () => fulfil());
  });
  await client.query(KEEPALIVE).catch((error: unknown) => {
    client.release(true);
    throw error;
  });
  return {
    async claim(workerPoolId) {
      await client.query(`select pg_advisory_lock(${lockKey('$1')})`, [workerPoolId]);
    },
    async check() {
      await client.query('select');
    },
    lost,
    leave: () => client.release(true),
  };
};
