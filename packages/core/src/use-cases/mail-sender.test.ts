import { describe, expect, it } from '@jest/globals';
import type { MailMessage } from '../ports/mailer.ts';
import { must } from '../testing/index.ts';
import { makeSendMail } from './system/send-mail.ts';
import { begin } from './testing/begun-practice.ts';

const ENTE = 'urp@comune.bugliano.example';

describe('the mails of an ente', () => {
  it.each([
    ['the address that it chose', 'stanza@comune.bugliano.example', 'no-reply@portale.example', 0],
    ['the portal’s, where it chose none', null, 'no-reply@portale.example', 1],
    ['the portal’s, where it chose another one of that domain', 'ente@portale.example', 'no-reply@portale.example', 1],
    ['the portal’s, where it chose one below that domain', 'ente@a.Portale.example', 'no-reply@portale.example', 1],
    ['one that only ends like it', 'ente@il-portale.example', 'no-reply@portale.example', 0],
    ['its own, where the portal has none', null, null, 2],
  ] as const)('are from it by name and by %s, and answers go to its office', async (_whose, sender, portal, which) => {
    const { portal: ports, ente, fill, submit, run, id } = await begin();
    await run(async ({ tenant }) => {
      const { version, ...data } = await tenant.data();
      await tenant.saveData({ ...data, contacts: { ...data.contacts, sender } }, version);
    });
    await fill();
    must(await submit());
    const queued = await run(({ deliveries }) => deliveries.of(id));
    const mail = queued.find(({ effect }) => effect.kind === 'mail' && effect.operatorId !== null);
    if (mail === undefined) throw new Error('No mail is queued');
    const sent: MailMessage[] = [];
    const mailer = { send: async (message: MailMessage) => void sent.push(message) };
    await makeSendMail({ ...ports, mailer, portalAddress: portal })(ente.id, mail.id);
    const address = [sender, portal, ENTE][which];
    expect(sent).toMatchObject([{ from: { name: ente.name, address }, replyTo: address === ENTE ? null : ENTE }]);
  });
});
