import { type TenantId, tenantIdSchema } from '@stanza/core';
import type { Compilable } from 'kysely';
import type pg from 'pg';

/** One transaction of one tenant. Used after its end, it throws. */
export interface TenantTransaction {
  readonly tenantId: TenantId;
  /** Runs a statement as it is written; the type of its rows is what the caller says. */
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<readonly Row[]>;
  /** Runs a query made with Kysely. */
  run<Row extends pg.QueryResultRow>(query: Compilable<Row>): Promise<readonly Row[]>;
  /** Runs a statement for what it changes. @returns the number of rows */
  change(statement: pg.QueryConfig | Compilable<unknown>): Promise<number>;
}

const configOf = (statement: pg.QueryConfig | Compilable<unknown>): pg.QueryConfig => {
  if (!('compile' in statement)) return statement;
  const { sql, parameters } = statement.compile();
  return { text: sql, values: [...parameters] };
};

/**
 * Runs `work` in a transaction whose rows are those of one tenant (row-level security). It commits when `work`
 * resolves and rolls back when it rejects; a connection that cannot even roll back is thrown away.
 * @throws whatever `work` throws; Error when a statement had failed and `work` resolved all the same
 */
export const inTenant = async <T>(
  pool: pg.Pool,
  tenantId: TenantId,
  work: (transaction: TenantTransaction) => Promise<T>,
): Promise<T> => {
  // It becomes part of a statement: begin and tenant go together in one message, which takes no parameters.
  const begin = `begin; set local app.tenant = '${tenantIdSchema.parse(tenantId)}'`;
  const client = await pool.connect();
  let open = true;
  let broken: Error | undefined;
  const send = <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) => {
    if (!open) throw new Error('This transaction has ended');
    return client.query<Row>(statement);
  };
  const transaction: TenantTransaction = {
    tenantId,
    query: async <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) => (await send<Row>(statement)).rows,
    run: async <Row extends pg.QueryResultRow>(query: Compilable<Row>) => (await send<Row>(configOf(query))).rows,
    change: async (statement) => (await send(configOf(statement))).rowCount ?? 0,
  };
  try {
    await client.query(begin);
    const result = await work(transaction);
    open = false;
    // PostgreSQL answers a commit after a failed statement with a rollback, not with an error.
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back: one of its statements had failed');
    return result;
  } catch (error) {
    open = false;
    await client.query('rollback').catch((cause: unknown) => {
      broken = new Error('The connection could not roll back', { cause });
    });
    throw error;
  } finally {
    client.release(broken);
  }
};
