import { describe, expect, it } from '@jest/globals';
import type { Mailer } from '../ports/mailer.ts';
import type { DeliveryId, TenantId } from '../shared/ids.ts';
import { type MemoryPortal, must } from '../testing/index.ts';
import type { RunDelivery } from './system/delivery-run.ts';
import { makeSendInvitationMail } from './system/send-invitation-mail.ts';
import { makeSendMail } from './system/send-mail.ts';
import { begin } from './testing/begun-practice.ts';
import { ADDRESS, staffedOffice } from './testing/staffed-office.ts';

/** The mail server takes the message, the line breaks, and an administrator changes the address before it is sent again. */
const sendAgain = async (
  { unitOfWork }: MemoryPortal,
  [tenantId, id]: readonly [TenantId, DeliveryId],
  makeSend: (mailer: Mailer) => RunDelivery,
) => {
  const taken: (readonly [messageId: string, from: string])[] = [];
  const send = makeSend({
    async send({ messageId, from }) {
      taken.push([messageId, from.address]);
      throw new Error('Connection closed');
    },
  });
  await expect(send(tenantId, id)).rejects.toThrow('Connection closed');
  await unitOfWork.run(tenantId, async ({ tenant }) => {
    const { version, ...data } = await tenant.data();
    await tenant.saveData({ ...data, contacts: { ...data.contacts, email: 'nuova@altro.example' } }, version);
  });
  await expect(send(tenantId, id)).rejects.toThrow('Connection closed');
  return taken;
};

const expectSameMessage = ([first, again]: Awaited<ReturnType<typeof sendAgain>>, id: DeliveryId) => {
  expect([first?.[0], again?.[0]]).toEqual([`<${id}@stanza.example>`, `<${id}@stanza.example>`]);
  expect(first?.[1]).not.toBe('nuova@altro.example');
  expect(again?.[1]).toBe('nuova@altro.example');
};

describe('a mail that is sent again after the ente changed its address', () => {
  it('is the same message for whoever gets it', async () => {
    const { portal, ente, fill, submit, run, id } = await begin();
    await fill();
    must(await submit());
    const queued = await run(({ deliveries }) => deliveries.of(id));
    const mail = queued.find(({ effect }) => effect.kind === 'mail' && effect.operatorId !== null);
    if (mail === undefined) throw new Error('No mail to the office is queued');
    const sent = await sendAgain(portal, [ente.id, mail.id], (mailer) => makeSendMail({ ...portal, mailer }));
    expectSameMessage(sent, mail.id);
  });

  it('is the same invitation', async () => {
    const { portal, ente, operator, run } = await staffedOffice();
    await portal.requestPasswordReset(ente.id, operator.email, ADDRESS);
    const kept = await run(({ invitations }) => invitations.latestOf(operator.id));
    if (kept === null) throw new Error('No link is queued');
    const { id } = kept.invitation;
    const sent = await sendAgain(portal, [ente.id, id], (mailer) => makeSendInvitationMail({ ...portal, mailer }));
    expectSameMessage(sent, id);
  });
});
