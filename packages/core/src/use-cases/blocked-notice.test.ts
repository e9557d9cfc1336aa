import { describe, expect, it } from '@jest/globals';
import type { MailMessage } from '../ports/mailer.ts';
import { newRegistration } from '../practice/registration-record.ts';
import { deliveryIdSchema } from '../shared/ids.ts';
import { anOperator, must } from '../testing/index.ts';
import {
  type ComposeBlockedNotice,
  makeBlockedNoticeRecipients,
  makeSendBlockedNotice,
} from './system/send-blocked-notice.ts';
import { makeTellLateNumbers } from './system/tell-late-numbers.ts';
import { begin } from './testing/begun-practice.ts';

/** A practice that waits for its registration, and an administrator. */
const waiting = async () => {
  const begun = await begin();
  const { portal, ente, fill, submit, id, run } = begun;
  const chief = anOperator(portal.ids.next(), { email: 'capo@comune.example', role: 'amministratore', services: [] });
  await portal.setup.addOperator(ente.id, chief, 'hash');
  await fill();
  must(await submit());
  portal.database.takeJobs();
  const queued = await run(({ deliveries }) => deliveries.of(id));
  const sent: MailMessage[] = [];
  const mailer = { send: async (message: MailMessage) => void sent.push(message) };
  const composeBlockedNotice: ComposeBlockedNotice = ({ blocked, late, link }) => ({
    subject: `${blocked} ${late}`,
    text: link,
    html: link,
  });
  const notices = () => portal.database.takeJobs().map((job) => job.id);
  const block = (which: number) =>
    portal.failDelivery(ente.id, deliveryIdSchema.parse(queued[which]?.id), 'non riesce', true);
  const send = makeSendBlockedNotice({ ...portal, mailer, composeBlockedNotice });
  return { ...begun, chief, queued, sent, notices, block, send };
};

describe('a delivery that is blocked', () => {
  it('is told to the administrators in a mail with how many there are, where they are, and nothing of the practice', async () => {
    const { portal, ente, chief, sent, notices, block, send } = await waiting();
    await block(0);
    const [notice] = notices();
    if (notice === undefined) throw new Error('No mail is queued');
    await block(1);
    expect(await makeBlockedNoticeRecipients(portal)(ente.id)).toEqual([chief.id]);
    await send(ente.id, notice, chief.id);
    await send(ente.id, notice, chief.id);
    const mail = {
      messageId: `<${notice}.${chief.id}@stanza.example>`,
      to: 'capo@comune.example',
      subject: '2 0',
      text: `https://stanza.example/${ente.slug}/operatori/consegne`,
    };
    expect(sent).toMatchObject([mail, mail]);
  });

  it('is told in one mail with all the others of that hour', async () => {
    const { portal, queued, notices, block } = await waiting();
    for (const which of queued.keys()) await block(which);
    for (const which of queued.keys()) await block(which);
    expect(notices()).toHaveLength(2); // at once, and at the end of the hour
    portal.clock.set(new Date(portal.clock.now().getTime() + 3_600_000));
    await block(0);
    await block(1);
    expect(notices()).toHaveLength(1);
  });

  it('is told to nobody when it waits no longer, nor to whom is no administrator any more', async () => {
    const { portal, ente, operator, chief, queued, sent, notices, block, run, send } = await waiting();
    await block(0);
    const [notice] = notices();
    if (notice === undefined) throw new Error('No mail is queued');
    await send(ente.id, notice, operator.id);
    await run(({ deliveries }) => deliveries.complete(deliveryIdSchema.parse(queued[0]?.id), portal.clock.now()));
    await send(ente.id, notice, chief.id);
    expect(sent).toEqual([]);
  });

  it('is told to nobody when it warns of a draft, which is not in the list of what is blocked', async () => {
    const { portal, ente, id, notices, run } = await waiting();
    const warning = deliveryIdSchema.parse(portal.ids.next());
    const effect = { kind: 'mail', template: 'bozza_due_giorni', operatorId: null } as const;
    await run(({ deliveries }) => deliveries.enqueue(warning, id, effect, portal.clock.now()));
    notices();
    await portal.failDelivery(ente.id, warning, 'non riesce', true);
    expect(notices()).toEqual([]);
  });

  it('is told to nobody while it is only tried again', async () => {
    const { portal, ente, queued, notices } = await waiting();
    await portal.failDelivery(ente.id, deliveryIdSchema.parse(queued[0]?.id), 'non riesce', false);
    expect(notices()).toEqual([]);
  });
});

describe('a number that nobody has said', () => {
  it('is told to the administrators when it is late, although nothing has failed', async () => {
    const { portal, ente, id, chief, sent, notices, run, send } = await waiting();
    const record = newRegistration({ key: `${id}:richiesta`, practiceId: id, book: 'PEC', main: 'ab' });
    const askedAt = portal.clock.now();
    await run(({ registrations }) => registrations.open({ ...record, state: 'in_attesa', askedAt }));
    const tell = makeTellLateNumbers(portal);
    portal.clock.advance(24 * 3_600_000);
    await tell(ente.id);
    expect(notices()).toEqual([]);
    portal.clock.advance(1);
    await tell(ente.id);
    const [notice] = notices();
    if (notice === undefined) throw new Error('No mail is queued');
    await send(ente.id, notice, chief.id);
    expect(sent).toMatchObject([{ to: 'capo@comune.example', subject: '0 1' }]);
  });
});
