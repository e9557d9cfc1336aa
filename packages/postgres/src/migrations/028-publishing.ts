import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/**
 * Administrators publish services from the application (ADR 33). It may add revisions and go on to a later one; it may neither
 * change a revision that is there nor the path of a service.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `grant insert on service, service_revision to stanza_app;
     grant update (revision) on service to stanza_app;`,
  );
};
