import type { Clock, Mailer, TenantId } from '@stanza/core';
import { inTenant, type Pool } from '@stanza/postgres';

const STORE = `insert into dev_mail (tenant_id, message_id, "from", "to", subject, text, html, sent_at, reply_to)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`;

/**
 * Keeps the messages of an ente in the database, where a page of the portal shows them: what happens to mail where
 * there is no mail server. The same message id is kept once.
 */
export const makeDatabaseMailer = (deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly tenantId: TenantId;
}): Mailer => ({
  send: ({ messageId, from, replyTo, to, subject, text, html }) =>
    inTenant(deps.pool, deps.tenantId, async ({ change, tenantId }) => {
      const values = [tenantId, messageId, JSON.stringify(from), to, subject, text, html, deps.clock.now(), replyTo];
      await change({ text: STORE, values });
    }),
});
