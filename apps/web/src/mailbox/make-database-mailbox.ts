import type { TenantDirectory } from '@stanza/core';
import { inTenant, type Pool } from '@stanza/postgres';
import type { Mailbox, StoredMail } from './mailbox.ts';

const LATEST = `select message_id, "from" ->> 'address' as sender, "to" as recipient, subject, text, sent_at
  from dev_mail where tenant_id = $1 order by sent_at desc limit $2`;

interface Row {
  readonly message_id: string;
  readonly sender: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly sent_at: Date;
}

const toMail = (row: Row): StoredMail => ({
  messageId: row.message_id,
  from: row.sender,
  to: row.recipient,
  subject: row.subject,
  text: row.text,
  sentAt: row.sent_at,
});

/** The mailbox over the table that the worker writes to. It reads ente by ente, as row-level security wants. */
export const makeDatabaseMailbox = (pool: Pool, tenants: TenantDirectory): Mailbox => ({
  async latest(limit) {
    const mails: StoredMail[] = [];
    for (const tenantId of await tenants.ids()) {
      const rows = await inTenant(pool, tenantId, (transaction) =>
        transaction.query<Row>({ text: LATEST, values: [tenantId, limit] }),
      );
      mails.push(...rows.map(toMail));
    }
    return mails.toSorted((a, b) => b.sentAt.getTime() - a.sentAt.getTime()).slice(0, limit);
  },
});
