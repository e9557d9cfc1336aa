import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** What an operator has in charge, of whatever service and in whatever state, newest first: what an administrator reassigns. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create index practice_in_charge on practice (tenant_id, assigned_to, list_date desc, id desc)
       where state in ('in_elaborazione', 'da_integrare')`,
  );
};
