import pg from 'pg';

/** Connections to the database of one role. */
export type Pool = pg.Pool;

const DATE = 1082;
const BIGINT = 20;

/** Days stay `YYYY-MM-DD`: as a `Date` they would depend on the time zone. Sizes and counts fit a number. */
const parserOf = (oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, format);
  if (oid === DATE) return (text: string) => text;
  if (oid === BIGINT) return Number;
  return pg.types.getTypeParser(oid, 'text');
};

/**
 * Connections to the database, bounded in number and in time: 5 s to get one, 10 s for a statement, 5 s for a lock,
 * 30 s for a transaction that does nothing.
 * @param url connection string of the role to work as
 * @param options.max largest number of connections
 */
export const makePool = (url: string, options: { readonly max: number }): Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 10_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 30_000,
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks tells whoever uses it, by its query, and the pool, which replaces it. Without a listener
  // the event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

/** How pg-pool says that none of its connections came free in time, or none could be made; it has no code for either. */
const NO_CONNECTION: readonly string[] = [
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
];

/** Whether an error says that there was no connection to be had in time: nothing is broken and nothing was done, it was too much. */
export const isPoolExhausted = (error: unknown): boolean =>
  error instanceof Error && NO_CONNECTION.includes(error.message);
