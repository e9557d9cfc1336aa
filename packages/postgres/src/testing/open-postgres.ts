import { makeEnteSetup } from '../make-ente-setup.ts';
import { makeFailedAttempts } from '../make-failed-attempts.ts';
import { makeSessionStore } from '../make-session-store.ts';
import { makeTenantDirectory } from '../make-tenant-directory.ts';
import { makeUnitOfWork } from '../make-unit-of-work.ts';
import { makePool } from '../pool.ts';
import { openPools } from './portal.ts';

/** Everything on PostgreSQL, in a database of its own, as the contract suites open it. */
export const openPostgres = async () => {
  const { database, admin, app, close } = await openPools();
  const queue = makePool(database.queueUrl, { max: 1 });
  return {
    unitOfWork: makeUnitOfWork(app),
    setup: makeEnteSetup(admin),
    tenants: makeTenantDirectory(app),
    sessions: makeSessionStore(app),
    failedAttempts: makeFailedAttempts(app),
    async jobs(): Promise<readonly string[]> {
      const { rows } = await queue.query<{ key: string }>('select key from graphile_worker.jobs');
      return rows.map(({ key }) => key);
    },
    async close(): Promise<void> {
      await queue.end();
      await close();
    },
  };
};
