import pg from 'pg';

/** Longer than a number may be under way before it is looked up (ADR 39). */
const STATEMENTS = [
  "update registration set asked_at = asked_at - interval '20 minutes' where state = 'chiesta' and asked_at > now() - interval '20 minutes' and asked_at < now() - interval '15 seconds'",
  'update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null',
];

/** The database is shutting down, or not yet up. */
const AWAY = /^(?:57|08)/u;

/**
 * What waits for its time has waited: attempts that come later come now. Nothing while the database is away.
 * @throws Error when it does not understand what it is told
 */
export const letTimePass = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2_000, query_timeout: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (const statement of STATEMENTS) await client.query(statement);
  } catch (error) {
    if (error instanceof pg.DatabaseError && !AWAY.test(error.code ?? '')) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
};
