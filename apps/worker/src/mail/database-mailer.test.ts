import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tenant } from '@stanza/core';
import { aMessage, mailerContract } from '@stanza/core/testing/contracts';
import { z } from 'zod';
import { addTenant, openWorkerPortal, type WorkerPortal } from '../testing/worker-portal.ts';
import { makeDatabaseMailer } from './database-mailer.ts';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const STORED = `select message_id as "messageId", "from", reply_to as "replyTo", "to", subject, text, html from dev_mail order by message_id`;

const storedSchema = z.array(
  z.strictObject({
    messageId: z.string(),
    from: z.object({ name: z.string(), address: z.string() }),
    replyTo: z.string().nullable(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
  }),
);

const open = async () => {
  const portal = await openWorkerPortal();
  const { id: tenantId } = await addTenant(portal.admin, 'rovereto');
  return {
    mailer: makeDatabaseMailer({ pool: portal.app, clock: { now: () => NOW }, tenantId }),
    received: async () => storedSchema.parse(await portal.rows(tenantId, STORED)),
    close: () => portal.close(),
  };
};

mailerContract('the database', open);

describe('the mail kept in the database', () => {
  let portal: WorkerPortal;
  let tenant: Tenant;
  beforeAll(async () => {
    portal = await openWorkerPortal();
    tenant = await addTenant(portal.admin, 'rovereto');
  });
  afterAll(() => portal.close());

  const mailerAt = (now: Date) =>
    makeDatabaseMailer({ pool: portal.app, clock: { now: () => now }, tenantId: tenant.id });

  it('is kept once for each message id, with the time of the first sending', async () => {
    await mailerAt(NOW).send(aMessage);
    await mailerAt(new Date('2026-03-03T09:00:00.000Z')).send(aMessage);
    expect(await portal.rows(tenant.id, 'select sent_at from dev_mail')).toEqual([{ sent_at: NOW }]);
  });

  it('is seen by its ente alone', async () => {
    await mailerAt(NOW).send(aMessage);
    const other = await addTenant(portal.admin, 'tre-ville');
    expect(await portal.rows(other.id, 'select from dev_mail')).toEqual([]);
  });
});
