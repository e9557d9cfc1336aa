import { describe, expect, it } from '@jest/globals';
import { anActor, anOperator, must } from '../../testing/index.ts';
import { FOUND, stopped } from '../testing/stopped-registration.ts';

const inDoubt = async (numberLater = false) => {
  const stage = await stopped('in-doubt', numberLater);
  await stage.block();
  return stage;
};

describe('a registration in doubt', () => {
  it('gets the number that an operator found, and the practice goes on with it', async () => {
    const { portal, outside, say, practice, deliveries } = await inDoubt();
    must(await say(FOUND));
    await portal.drain();
    const { requestProtocol } = await practice();
    expect(requestProtocol).toEqual({
      number: '0000123',
      year: 2026,
      registeredAt: new Date('2026-03-01T23:00:00.000Z'),
    });
    expect(outside.asked).toBe(1);
    expect((await deliveries()).find(({ effect }) => effect.kind === 'register_request')?.state).toBe('consegnata');
  });

  it('is asked for again when an operator found nothing', async () => {
    const { portal, outside, say, practice } = await inDoubt();
    outside.answers = true;
    must(await say({ kind: 'not_registered' }));
    await portal.drain();
    expect([outside.asked, (await practice()).requestProtocol?.number]).toEqual([2, '0000900']);
  });

  it('is settled once, by whoever is first, which stands in the register of the office', async () => {
    const { say, run, practice } = await inDoubt();
    expect(await Promise.all([say(FOUND), say({ kind: 'not_registered' })])).toEqual([
      { ok: true, value: null },
      { ok: false, error: { code: 'already_settled' } },
    ]);
    const { rows } = await run(({ audit }) => audit.page({ after: null, limit: 100 }));
    const acts = rows.filter(({ action }) => action === 'registrazione_chiarita');
    const { code } = await practice();
    expect(acts).toMatchObject([{ subject: code, details: { numero: '0000123/2026' } }]);
  });

  it.each([
    [{ number: '', day: '2026-03-02' }, 'bad_number'],
    [{ number: '0', day: '2026-03-02' }, 'bad_number'],
    [{ number: '12345678901', day: '2026-03-02' }, 'bad_number'],
    [{ number: '12/2026', day: '2026-03-02' }, 'bad_number'],
    [{ number: '12', day: '2026-03-01' }, 'bad_day'],
    [{ number: '12', day: '2026-03-03' }, 'bad_day'],
    [{ number: '12', day: '2026-02-30' }, 'bad_day'],
  ])('takes no number that cannot be its own: %j', async (given, code) => {
    const { say } = await inDoubt();
    expect(await say({ kind: 'registered', ...given })).toEqual({ ok: false, error: { code } });
  });

  it('is not tried again before somebody has said what became of it', async () => {
    const { retry, state } = await inDoubt();
    expect(await retry()).toEqual({ ok: true, value: { retried: false, held: true } });
    expect(await state()).toBe('in_dubbio');
  });

  it('is nobody else’s to settle', async () => {
    const { portal, ente, say, place } = await inDoubt();
    const stranger = anOperator(portal.ids.next(), { email: 'altra@comune.example', services: [] });
    await portal.setup.addOperator(ente.id, stranger, 'hash');
    expect(await say(FOUND, anActor(stranger))).toEqual({ ok: false, error: { code: 'not_found' } });
    const elsewhere = { ...place, key: 'another' };
    expect(await say(FOUND, undefined, elsewhere)).toEqual({ ok: false, error: { code: 'not_found' } });
  });

  it('takes the day on which it was registered also when it was asked for again since', async () => {
    const { portal, say, block, outside, state } = await inDoubt();
    must(await say({ kind: 'not_registered' }));
    portal.clock.advance(2 * 24 * 3_600_000);
    await expect(portal.drain()).rejects.toMatchObject({ kind: 'in-doubt' });
    await block();
    expect([outside.asked, await state()]).toEqual([2, 'in_dubbio']);
    must(await say(FOUND));
    expect(await state()).toBe('registrata');
  });

  it('of an office that says its numbers later waits for one, once an operator knows that it has arrived', async () => {
    const { portal, ente, say, place, practice, outside, state, deliveries } = await inDoubt(true);
    must(await say({ kind: 'received' }));
    expect(await state()).toBe('in_attesa');
    expect(await say({ kind: 'received' })).toEqual({ ok: false, error: { code: 'not_found' } });
    await portal.drain();
    const waits = (await deliveries()).find(({ effect }) => effect.kind === 'register_request');
    expect([outside.asked, waits?.state]).toEqual([1, 'in_attesa']);
    const given = { number: '12', year: 2026, registeredAt: portal.clock.now() };
    must(await portal.answerRegistration(ente.id, '192.0.2.7', place.key, given));
    await portal.drain();
    expect((await practice()).requestProtocol?.number).toBe('0000012');
  });

  it('of such an office is settled by its number as well, which is none of the future', async () => {
    const { portal, ente, place, state } = await inDoubt(true);
    const answer = (minutes: number) => {
      const registeredAt = new Date(portal.clock.now().getTime() + minutes * 60_000);
      return portal.answerRegistration(ente.id, '192.0.2.7', place.key, { number: '12', year: 2026, registeredAt });
    };
    expect([await answer(120), await state()]).toEqual([{ ok: false, error: { code: 'bad_day' } }, 'in_dubbio']);
    must(await answer(4));
    expect(await state()).toBe('registrata');
  });

  it('of another office waits for nothing', async () => {
    const { portal, ente, place, say, state } = await inDoubt();
    expect(await say({ kind: 'received' })).toEqual({ ok: false, error: { code: 'not_found' } });
    const given = { number: '12', year: 2026, registeredAt: portal.clock.now() };
    expect(await portal.answerRegistration(ente.id, '192.0.2.7', place.key, given)).toMatchObject({ ok: false });
    expect(await state()).toBe('in_dubbio');
  });

  it('takes no number that another registration of its book has, but one that another AOO has given as well', async () => {
    const { run, place, say } = await inDoubt();
    await run(async ({ registrations }) => {
      const mine = await registrations.byKey(place.key);
      if (mine === null) throw new Error('It is not there');
      const open = (book: string, number: string) => {
        const given = { number, year: 2026, registeredAt: new Date('2026-03-02T09:00:00Z') };
        return registrations.open({ ...mine, key: book, book, state: 'registrata', number: given });
      };
      await open(mine.book, '0000123');
      await open('of another AOO', '0000124');
    });
    for (const typed of ['123', '0123', '0000000123'])
      expect(await say({ ...FOUND, number: typed })).toEqual({ ok: false, error: { code: 'number_taken' } });
    expect(await say({ ...FOUND, number: '124' })).toEqual({ ok: true, value: null });
  });
});
