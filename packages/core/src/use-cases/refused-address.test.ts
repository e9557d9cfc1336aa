import { describe, expect, it } from '@jest/globals';
import { CitizenRefusedError, type MailMessage, MailRefusedError } from '../ports/mailer.ts';
import { deliveryIdSchema } from '../shared/ids.ts';
import { aProfile, must } from '../testing/index.ts';
import { makeSendMail } from './system/send-mail.ts';
import { begin } from './testing/begun-practice.ts';

const EMAIL = 'mario.rossi@cittadini.example';
const REFUSED = 'Il server di posta ha rifiutato il destinatario';

/** A practice whose two mails to the citizen wait, and a mail server that knows or does not know their address. */
const mailed = async () => {
  const begun = await begin();
  const { portal, ente, operator, citizen, id, run, fill, submit } = begun;
  await fill();
  const saveProfile = async (email: string) => {
    const profile = aProfile({ contacts: { email, telefono: null } });
    await run(({ citizens }) => citizens.saveProfile(citizen.id, profile, portal.clock.now()));
  };
  must(await submit());
  await portal.drain();
  await saveProfile(EMAIL);
  const server = { knowsAddress: false, sent: [] as string[] };
  const mailer = {
    async send({ to }: MailMessage) {
      if (!server.knowsAddress) throw new MailRefusedError('no such mailbox');
      server.sent.push(to);
    },
  };
  const send = makeSendMail({ ...portal, mailer });
  /** Queues another mail to the citizen. */
  const queue = async () => {
    const next = deliveryIdSchema.parse(portal.ids.next());
    const effect = { kind: 'mail', template: 'pratica_protocollata', operatorId: null } as const;
    await run(({ deliveries }) => deliveries.enqueue(next, id, effect, portal.clock.now()));
    return next;
  };
  /** What the worker does with a mail. */
  const work = async (delivery: Awaited<ReturnType<typeof queue>>) => {
    try {
      await send(ente.id, delivery);
    } catch (error) {
      const refused = error instanceof CitizenRefusedError ? error : undefined;
      await portal.failDelivery(ente.id, delivery, REFUSED, refused !== undefined, refused);
    }
    return run(({ deliveries }) => deliveries.byId(delivery));
  };
  const isRefused = async () => (await run(({ citizens }) => citizens.byId(citizen.id)))?.emailRefused;
  const retry = (delivery: Awaited<ReturnType<typeof queue>>) =>
    portal.retryDelivery(ente.id, { operator, address: '192.0.2.1' }, id, delivery);
  return { ...begun, server, queue, work, isRefused, retry, saveProfile };
};

describe('an address that was refused for good', () => {
  it('gets no other mail: the first is blocked, the next have no address to go to', async () => {
    const { server, queue, work, isRefused } = await mailed();
    expect(await work(await queue())).toMatchObject({ state: 'bloccata', lastError: REFUSED });
    expect(await isRefused()).toBe(true);
    server.knowsAddress = true;
    expect(await work(await queue())).toMatchObject({ state: 'senza_indirizzo', attempts: 0 });
    expect(server.sent).toEqual([]);
  });

  it.each([EMAIL, 'mario@altro.example'])(
    'gets mail again when its citizen saves the profile with %s',
    async (email) => {
      const { server, queue, work, isRefused, saveProfile } = await mailed();
      await work(await queue());
      await saveProfile(email);
      expect(await isRefused()).toBe(false);
      server.knowsAddress = true;
      expect(await work(await queue())).toMatchObject({ state: 'consegnata' });
      expect(server.sent).toEqual([email]);
    },
  );

  it('is tried for real when an operator presses “Riprova”, and gets mail again once that arrives', async () => {
    const { server, queue, work, isRefused, retry } = await mailed();
    const first = await queue();
    await work(first);
    must(await retry(first));
    expect(await work(first)).toMatchObject({ state: 'bloccata' });
    expect(await isRefused()).toBe(true);
    must(await retry(first));
    server.knowsAddress = true;
    expect(await work(first)).toMatchObject({ state: 'consegnata' });
    expect(await isRefused()).toBe(false);
    expect(await work(await queue())).toMatchObject({ state: 'consegnata' });
  });

  it('says nothing of the address that the citizen has saved meanwhile', async () => {
    const { queue, portal, ente, citizen, isRefused, saveProfile } = await mailed();
    const refused = new CitizenRefusedError(citizen.id, EMAIL, {});
    await saveProfile('mario@altro.example');
    await portal.failDelivery(ente.id, await queue(), REFUSED, true, refused);
    expect(await isRefused()).toBe(false);
  });
});
