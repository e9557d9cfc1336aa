import { describe, expect, it } from '@jest/globals';
import { appIoContext } from '../ports/app-io-store.ts';
import type { NotifierErrorKind } from '../ports/citizen-notifier.ts';
import { MEMORY_NOTIFIER_KEY, must, signedIn } from '../testing/index.ts';
import type { Begun } from './testing/begun-practice.ts';
import { begin, sent } from './testing/begun-practice.ts';
import { digestOf, inCharge } from './testing/integration-in-charge.ts';

const HOUR_MS = 3_600_000;

const turnOn = ({ portal, ente }: Pick<Begun, 'portal' | 'ente'>, key = MEMORY_NOTIFIER_KEY) =>
  portal.setup.saveAppIoKey(ente.id, null, portal.secretBox.seal(appIoContext(ente.id, null), key));

const noticesOf = async ({ run, id }: Pick<Begun, 'run' | 'id'>) =>
  (await run(({ deliveries }) => deliveries.of(id))).filter(({ effect }) => effect.kind === 'app_io');

/** A practice that was sent, of an ente with a key for App IO and a citizen who has it. */
const withAppIo = async () => {
  const begun = await begin();
  await turnOn(begun);
  begun.portal.notifier.users.set(begun.citizen.identity.codiceFiscale, true);
  await begun.fill();
  must(await begun.submit());
  return begun;
};

/** The same, whose message was tried once and failed in this way. */
const failed = async (call: 'mayWrite' | 'send', kind: NotifierErrorKind) => {
  const begun = await withAppIo();
  begun.portal.notifier.next(call, kind);
  await expect(begun.portal.drain()).rejects.toMatchObject({ name: 'NotifierError', kind });
  const [notice] = await noticesOf(begun);
  if (notice === undefined) throw new Error('No message is queued');
  return { ...begun, again: () => begun.portal.jobs.app_io(begun.ente.id, notice.id) };
};

describe('a citizen who has App IO', () => {
  it('reads there what has become of the practice, after the mail, and not what they did themselves', async () => {
    const begun = await withAppIo();
    await begun.portal.drain();
    expect(begun.portal.notifier.sent).toMatchObject([
      {
        codiceFiscale: begun.citizen.identity.codiceFiscale,
        subject: expect.stringContaining('pratica_protocollata'),
        markdown: expect.stringContaining(`https://stanza.example/bugliano/pratiche/${begun.id}`),
        dueAt: null,
      },
    ]);
    expect(await noticesOf(begun)).toMatchObject([{ state: 'consegnata', attempts: 0 }]);
    const kinds = (await begun.run(({ deliveries }) => deliveries.of(begun.id))).map(({ effect }) => effect.kind);
    expect(kinds.slice(-2)).toEqual(['mail', 'app_io']);
  });

  it('reads by when an integration is to be answered, at the end of that day in Italy', async () => {
    const begun = await inCharge();
    await turnOn(begun);
    begun.portal.notifier.users.set(begun.citizen.identity.codiceFiscale, true);
    must(await begun.request());
    await begun.portal.drain();
    expect(begun.portal.notifier.sent).toMatchObject([
      {
        subject: expect.stringContaining('integrazione_richiesta'),
        markdown: expect.stringContaining(`/pratiche/${begun.id}/integrazione`),
        dueAt: new Date('2026-03-31T21:59:59.000Z'),
      },
    ]);
  });

  it('is asked once when the office asks again before the first message has gone out', async () => {
    const begun = await inCharge();
    await turnOn(begun);
    begun.portal.notifier.users.set(begun.citizen.identity.codiceFiscale, true);
    must(await begun.request());
    must(await begun.portal.cancelIntegration(await begun.act()));
    must(await begun.request());
    await begun.portal.drain();
    const subjects = begun.portal.notifier.sent.map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes('integrazione_richiesta'))).toHaveLength(1);
  });

  it('is not asked for what they have answered meanwhile', async () => {
    const begun = await inCharge();
    await turnOn(begun);
    begun.portal.notifier.users.set(begun.citizen.identity.codiceFiscale, true);
    must(await begun.request({ documents: '' }));
    const [notice] = await noticesOf(begun);
    must(await begun.save({ uso: 'Mutuo' }));
    must(
      await begun.portal.answerIntegration(
        begun.ente.id,
        signedIn(begun.citizen.id),
        begun.id,
        digestOf(must(await begun.view())),
      ),
    );
    await begun.portal.drain();
    expect(begun.portal.notifier.sent).toEqual([]);
    expect((await noticesOf(begun)).find(({ id }) => id === notice?.id)).toMatchObject({ state: 'annullata' });
  });

  it('gets nothing there when the ente has no key, and no delivery waits for it', async () => {
    const begun = await sent();
    expect(await noticesOf(begun)).toEqual([]);
  });

  it('gets nothing there when the key was taken away meanwhile', async () => {
    const begun = await withAppIo();
    const { portal, ente } = begun;
    for (const { id } of portal.database.takeJobs()) {
      const delivery = await begun.run(({ deliveries }) => deliveries.byId(id));
      if (delivery !== null) await portal.jobs[delivery.effect.kind](ente.id, id);
    }
    await portal.setup.saveAppIoKey(ente.id, null, null);
    await portal.drain();
    expect(await noticesOf(begun)).toMatchObject([{ state: 'annullata' }]);
  });

  it.each([
    ['has switched the service off', false],
    ['is not there', null],
  ])('or %s, ends quietly', async (_what, takes) => {
    const begun = await withAppIo();
    const { codiceFiscale } = begun.citizen.identity;
    if (takes === null) begun.portal.notifier.users.delete(codiceFiscale);
    else begun.portal.notifier.users.set(codiceFiscale, takes);
    await begun.portal.drain();
    expect(begun.portal.notifier.sent).toEqual([]);
    expect(await noticesOf(begun)).toMatchObject([{ state: 'senza_app_io', attempts: 0, lastError: null }]);
  });
});

describe('a message on App IO that fails', () => {
  it.each(['mayWrite', 'send'] as const)('in %s, without being taken, is sent at the next attempt', async (call) => {
    const { again, portal, ...begun } = await failed(call, 'again');
    await again();
    expect(portal.notifier.sent).toHaveLength(1);
    expect(await noticesOf(begun)).toMatchObject([{ state: 'consegnata' }]);
  });

  it('without an answer is never sent again, also by who does not know of it', async () => {
    const { again, portal } = await failed('send', 'in-doubt');
    await expect(again()).rejects.toMatchObject({ kind: 'in-doubt' });
    expect(portal.notifier.sent).toHaveLength(1);
  });

  it('without an answer is in doubt also a day later, or where the citizen gets nothing there any more', async () => {
    const { again, portal, citizen } = await failed('send', 'in-doubt');
    portal.notifier.users.set(citizen.identity.codiceFiscale, false);
    await expect(again()).rejects.toMatchObject({ kind: 'in-doubt' });
    portal.clock.advance(24 * HOUR_MS + 1);
    await expect(again()).rejects.toMatchObject({ kind: 'in-doubt' });
    expect(portal.notifier.sent).toHaveLength(1);
  });

  it('for a day is no news any more: nobody is asked, and it ends with its reason', async () => {
    const { again, portal, ...begun } = await failed('mayWrite', 'again');
    const [notice] = await noticesOf(begun);
    const since = (milliseconds: number) =>
      portal.clock.set(new Date((notice?.createdAt.getTime() ?? 0) + milliseconds));
    since(24 * HOUR_MS);
    portal.notifier.next('mayWrite', 'again');
    await expect(again()).rejects.toMatchObject({ kind: 'again' });
    since(24 * HOUR_MS + 1);
    await expect(again()).rejects.toMatchObject({ kind: 'too-late' });
    expect(portal.notifier.sent).toEqual([]);
  });

  it('because of its key says so, and is not sent', async () => {
    const begun = await begin();
    await turnOn(begun, 'un’altra chiave');
    await begun.fill();
    must(await begun.submit());
    await expect(begun.portal.drain()).rejects.toMatchObject({ kind: 'refused' });
    await begun.portal.setup.saveAppIoKey(begun.ente.id, null, 'sigillata da altri');
    const [notice] = await noticesOf(begun);
    if (notice === undefined) throw new Error('No message is queued');
    await expect(begun.portal.jobs.app_io(begun.ente.id, notice.id)).rejects.toMatchObject({ kind: 'refused' });
  });

  it('for good has ended: it waits for nobody, and is not tried again', async () => {
    const { again, portal, ente, run, id, operator } = await failed('mayWrite', 'refused');
    const [notice] = await noticesOf({ run, id });
    if (notice === undefined) throw new Error('No message is queued');
    await portal.failDelivery(ente.id, notice.id, 'Rifiutato.', true);
    const ended = { state: 'non_riuscita', attempts: 1, lastError: 'Rifiutato.', completedAt: portal.clock.now() };
    expect(await noticesOf({ run, id })).toMatchObject([ended]);
    const page = { after: null, limit: 10 };
    expect((await run(({ reads }) => reads.blockedDeliveries(operator.id, page))).rows).toEqual([]);
    await again();
    expect(portal.notifier.sent).toEqual([]);
  });
});
