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

type Send = <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) => Promise<pg.QueryResult<Row>>;

/** What a transaction offers, over a way to send one statement. */
const statements = (tenantId: TenantId, send: Send): TenantTransaction => ({
  tenantId,
  query: async <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) => (await send<Row>(statement)).rows,
  run: async <Row extends pg.QueryResultRow>(query: Compilable<Row>) => (await send<Row>(configOf(query))).rows,
  change: async (statement) => (await send(configOf(statement))).rowCount ?? 0,
});

/** It becomes part of a statement: begin and tenant go together in one message, which takes no parameters. */
const beginFor = (tenantId: TenantId, mode: 'read write' | 'read only'): string =>
  `begin ${mode}; set local app.tenant = '${tenantIdSchema.parse(tenantId)}'`;

/** Lends a connection to `work`; one that cannot even roll back is thrown away. */
const withConnection = async <T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    await client.query('rollback').catch((cause: unknown) => {
      broken = new Error('The connection could not roll back', { cause });
    });
    throw error;
  } finally {
    client.release(broken);
  }
};

/** Sends what `messages` writes as one packet: each write to a socket costs more than the statement in it. */
const together = <T>(client: pg.PoolClient, messages: () => T): T => {
  const { stream } = client.connection;
  stream.cork();
  try {
    return messages();
  } finally {
    stream.uncork();
  }
};

/**
 * Runs `work` in a transaction whose rows are those of one tenant (row-level security). It commits when `work`
 * resolves and rolls back when it rejects. The beginning travels with the first statement.
 * @throws whatever `work` throws; Error when a statement had failed and `work` resolved all the same
 */
export const inTenant = <T>(
  pool: pg.Pool,
  tenantId: TenantId,
  work: (transaction: TenantTransaction) => Promise<T>,
): Promise<T> =>
  withConnection(pool, async (client) => {
    let state: 'new' | 'open' | 'over' = 'new';
    const send: Send = async (statement) => {
      if (state === 'over') throw new Error('This transaction has ended');
      if (state === 'open') return client.query(statement);
      state = 'open';
      const [, first] = await Promise.all(
        together(client, () => [client.query(beginFor(tenantId, 'read write')), client.query(statement)] as const),
      );
      return first;
    };
    try {
      const result = await work(statements(tenantId, send));
      if (state === 'new') return result;
      // PostgreSQL answers a commit after a failed statement with a rollback, not with an error.
      const { command } = await client.query('commit');
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back: one of its statements had failed');
      return result;
    } finally {
      state = 'over';
    }
  });

/**
 * Runs `work`, which only reads, with each statement in a transaction of its own that travels in one packet with it: one
 * round trip for each. Two statements may see two moments. A statement that writes fails.
 */
export const readInTenant = <T>(
  pool: pg.Pool,
  tenantId: TenantId,
  work: (transaction: TenantTransaction) => Promise<T>,
): Promise<T> =>
  withConnection(pool, async (client) => {
    let over = false;
    const send: Send = async (statement) => {
      if (over) throw new Error('This reading has ended');
      const [, answer] = await Promise.all(
        together(
          client,
          () =>
            [client.query(beginFor(tenantId, 'read only')), client.query(statement), client.query('commit')] as const,
        ),
      );
      return answer;
    };
    try {
      return await work(statements(tenantId, send));
    } finally {
      over = true;
    }
  });
