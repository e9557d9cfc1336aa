import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** How each service is worked, chosen by its ente. What is there has been answered with a signature, and goes on so. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `alter table service add column settings jsonb not null default
       '{"answerFlow": "firma", "bulkDecisions": false, "position": 0,
         "protocol": {"office": "", "classification": "", "dossier": "", "documentType": ""}}';
     alter table service alter column settings drop default;
     alter table service add column version int not null default 0;
     grant update (status, featured, opens_on, closes_on, settings, version) on service to stanza_app;`,
  );
};
