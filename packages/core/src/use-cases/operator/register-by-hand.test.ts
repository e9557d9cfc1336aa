import { describe, expect, it } from '@jest/globals';
import { registrationKey } from '../../practice/registration-key.ts';
import { anActor, anOperator, must } from '../../testing/index.ts';
import { NumberLater } from '../system/stepwise-registry.ts';
import { inCharge } from '../testing/integration-in-charge.ts';
import { doubtful, FOUND, stopped } from '../testing/stopped-registration.ts';
import type { Finding } from './settle-registration.ts';

describe('a registration that the registry refuses', () => {
  /** The portal has given up, and the registry would take it again. */
  const givenUp = async () => {
    const stage = await stopped('refused');
    await stage.block();
    Object.assign(stage.outside, { refuses: false, answers: true });
    return stage;
  };

  it('is made by hand, once the portal has given up, and the practice goes on with its number', async () => {
    const { portal, ente, operator, id, say, practice, block } = await stopped('refused');
    const unsettled = async () => must(await portal.viewOfficePractice(ente.id, operator, id)).unsettled;
    const claim = { kind: 'by_hand' } as const;
    expect([await say(claim), await unsettled()]).toEqual([{ ok: false, error: { code: 'already_settled' } }, []]);
    await block();
    expect(await unsettled()).toMatchObject([{ state: 'aperta' }]);
    must(await say(claim));
    const taken = { by: operator.id, at: portal.clock.now() };
    expect(await unsettled()).toMatchObject([{ state: 'a_mano', claim: taken }]);
    must(await say(FOUND));
    await portal.drain();
    expect((await practice()).requestProtocol?.number).toBe('0000123');
    expect(await unsettled()).toEqual([]);
  });

  it('gets its number from the registry that the ente has chosen since, and none that another one has from there', async () => {
    const { portal, ente, place, say, run, outside } = await givenUp();
    const choice = { kind: 'docarea', settings: {}, sealed: '', book: 'the next book' } as const;
    await portal.setup.saveRegistryChoice(ente.id, null, choice);
    const record = () => run(({ registrations }) => registrations.byKey(place.key));
    const begun = await record();
    if (begun === null) throw new Error('It is not there');
    expect(begun).toMatchObject({ book: 'a book', prepared: { name: null } });
    await run(async ({ registrations }) => {
      const open = (book: string, number: string) => {
        const given = { number, year: 2026, registeredAt: new Date('2026-03-02T09:00:00Z') };
        return registrations.open({ ...begun, key: book, book, state: 'registrata', number: given });
      };
      await open('a book', '0000123');
      await open('the next book', '0000124');
    });
    must(await say({ kind: 'by_hand' }));
    expect(await record()).toMatchObject({ book: 'the next book', prepared: null, documents: [] });
    expect(await say({ ...FOUND, number: '124' })).toEqual({ ok: false, error: { code: 'number_taken' } });
    must(await say(FOUND));
    expect([outside.asked, (await record())?.number?.number]).toEqual([0, '0000123']);
  });

  it('gets no number that was given by hand while the portal may still hand it over', async () => {
    const { say, state } = await givenUp();
    expect(await say(FOUND)).toEqual({ ok: false, error: { code: 'not_claimed' } });
    expect(await state()).toBe('aperta');
  });

  it('is handed over by no job while an operator registers it by hand, nor tried again', async () => {
    const { portal, say, job, retry, outside, state, practice } = await givenUp();
    must(await say({ kind: 'by_hand' }));
    expect(await retry()).toEqual({ ok: true, value: { retried: false, held: true } });
    portal.clock.advance(7 * 3_600_000);
    await expect(job()).rejects.toThrow(NumberLater);
    await portal.drain();
    expect([outside.asked, await state(), (await practice()).requestProtocol]).toEqual([0, 'a_mano', null]);
    must(await say(FOUND));
    await portal.drain();
    expect([outside.asked, (await practice()).requestProtocol?.number]).toEqual([0, '0000123']);
  });

  it('is handed over by no later paper of the practice either, which waits for its number', async () => {
    const { portal, outside } = doubtful(false);
    outside.answers = true;
    const { ente, operator, id, run, request, save, answer } = await inCharge(portal);
    outside.refuses = true;
    must(await request());
    await expect(portal.drain()).rejects.toMatchObject({ kind: 'refused' });
    const papers = async () => (await run(({ integrations }) => integrations.of(id)))[0]?.papers;
    const registering = async () =>
      (await run(({ deliveries }) => deliveries.of(id))).filter(({ effect }) => effect.kind.includes('_integration'));
    const [blocked] = await registering();
    if (blocked === undefined) throw new Error('The registration is not queued');
    await run(({ deliveries }) => deliveries.fail(blocked.id, 'refused', true));
    outside.refuses = false;
    const key = registrationKey(id, blocked.effect) ?? '';
    const say = (finding: Finding) =>
      portal.settleRegistration(ente.id, anActor(operator), { practiceId: id, key }, finding);
    must(await say({ kind: 'by_hand' }));
    must(await save({ uso: 'Mutuo' }, ['contratto']));
    must(await answer());
    await portal.drain();
    expect([outside.asked, await papers()]).toMatchObject([1, { richiesta: { protocol: null } }]);
    expect((await registering()).map(({ state }) => state)).toEqual(['bloccata', 'in_attesa']);
    must(await say(FOUND));
    await portal.drain();
    expect([outside.asked, await papers()]).toMatchObject([
      2,
      { richiesta: { protocol: { number: '0000123' } }, risposta: { protocol: { number: '0000900' } } },
    ]);
  });

  it('goes back to the portal when who would register it by hand gives up', async () => {
    const { portal, say, outside, practice, run } = await givenUp();
    must(await say({ kind: 'by_hand' }));
    expect(await say({ kind: 'not_registered' })).toEqual({ ok: false, error: { code: 'already_settled' } });
    must(await say({ kind: 'given_up' }));
    await portal.drain();
    expect([outside.asked, (await practice()).requestProtocol?.number]).toEqual([1, '0000900']);
    const { rows } = await run(({ audit }) => audit.page({ after: null, limit: 100 }));
    const { code } = await practice();
    expect(rows.filter(({ action }) => action.startsWith('registrazione_'))).toMatchObject([
      { action: 'registrazione_lasciata', subject: code },
      { action: 'registrazione_a_mano', subject: code },
    ]);
  });

  it('is taken by one operator, also one who presses twice', async () => {
    const { portal, ente, operator, say, run } = await givenUp();
    const { services } = operator;
    const colleague = anOperator(portal.ids.next(), { email: 'altra@comune.example', services });
    await portal.setup.addOperator(ente.id, colleague, 'hash');
    const claim = { kind: 'by_hand' } as const;
    expect(await Promise.all([say(claim), say(claim, anActor(colleague)), say(claim)])).toEqual([
      { ok: true, value: null },
      { ok: false, error: { code: 'already_settled' } },
      { ok: true, value: null },
    ]);
    const { rows } = await run(({ audit }) => audit.page({ after: null, limit: 100 }));
    expect(rows.filter(({ action }) => action === 'registrazione_a_mano')).toHaveLength(1);
  });

  it('is either taken by hand or tried again, when two colleagues press at once', async () => {
    const { say, retry, state } = await givenUp();
    const [taken, tried] = await Promise.all([say({ kind: 'by_hand' }), retry()]);
    expect([taken.ok, must(tried).retried].filter(Boolean)).toEqual([true]);
    expect(await state()).toBe(taken.ok ? 'a_mano' : 'aperta');
  });
});
