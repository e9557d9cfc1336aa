import type pg from 'pg';
import { ROLES } from './roles.ts';

/**
 * Brings the tables of graphile-worker up to date, as their owner. That role may create a schema only while there is
 * none yet.
 */
export const prepareQueue = async (admin: pg.ClientBase, queueUrl: string): Promise<void> => {
  const { rows } = await admin.query<{ installed: boolean; database: string }>(
    `select exists (select from pg_class where relname = 'migrations'
         and relnamespace = (select oid from pg_namespace where nspname = 'graphile_worker')) as installed,
       quote_ident(current_database()) as database`,
  );
  const [state] = rows;
  if (state === undefined || state.installed) return runQueueMigrations(queueUrl);
  await admin.query(`grant create on database ${state.database} to ${ROLES.queue}`);
  try {
    await runQueueMigrations(queueUrl);
  } finally {
    await admin.query(`revoke create on database ${state.database} from ${ROLES.queue}`);
  }
};

const runQueueMigrations = async (queueUrl: string): Promise<void> => {
  // Loaded here alone: the web application, which never migrates, does without it.
  const { Logger, runMigrations } = await import('graphile-worker');
  await runMigrations({ connectionString: queueUrl, logger: new Logger(() => () => undefined) });
};
