import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** Who writes the mails of an ente (ADR 43). */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, SENDER);
};

/** Every ente has one, none of its own to begin with; migrations see the enti of all. */
const SENDER = `
  alter table tenant no force row level security;
  update tenant set contacts = contacts || '{"sender": null}';
  alter table tenant force row level security;
  alter table dev_mail add column reply_to text;`;
