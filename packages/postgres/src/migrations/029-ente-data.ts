import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/**
 * The colour that an ente chose, whether the platform has taken it off the portal, and the right of the application to change
 * what the ente itself looks after: contacts, links and colour of the ente of the transaction, and no name nor path.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `alter table tenant
       add column theme text not null default 'petrolio' check (theme in ('petrolio', 'verde', 'bordeaux', 'indaco')),
       add column disabled boolean not null default false,
       add column version int not null default 0;
     alter table tenant alter column theme drop default;
     create policy tenant_change on tenant for update
       using (tenant_id = current_setting('app.tenant')::uuid)
       with check (tenant_id = current_setting('app.tenant')::uuid);
     grant update (contacts, links, theme, version) on tenant to stanza_app;
     grant insert on terms_document to stanza_app;`,
  );
};
