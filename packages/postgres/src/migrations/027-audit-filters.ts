import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/**
 * The register of the office's acts is read also by who did it and by what was done. Both are read out of the text, whose keys stand
 * in the order of `auditContent`: the text stays the only thing that is true. An unescaped quote is in no value.
 */
export const up = async (db: Kysely<unknown>): Promise<void> =>
  runSql(
    db,
    `alter table audit_entry
       add column operator_id text generated always as
         (substring(content from '^\\{"at":"[^"]*","actor":\\{"kind":"operatore","id":"([0-9a-f-]{36})"\\}')) stored,
       add column action text generated always as (substring(content from '"\\},"action":"([a-z_]+)"')) stored;
     create index on audit_entry (tenant_id, operator_id, position desc) where operator_id is not null;
     create index on audit_entry (tenant_id, action, position desc);`,
  );
