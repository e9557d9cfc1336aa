import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { Database } from './tables.ts';

export type QueryBuilder = Kysely<Database>;

/**
 * Kysely as what it is best at, a checked way to write SQL: it runs nothing itself. Queries are run by the transaction
 * they belong to (`transaction.ts`), so none can slip out of it, and a transaction costs no set-up.
 */
export const makeQueryBuilder = (): QueryBuilder =>
  new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
