import { describe, expect, it } from '@jest/globals';
import { cancellationOf } from '../protocol/book-entry.ts';
import { anActor, anOperator, makeMemoryPortal, must } from '../testing/index.ts';
import { begin } from './testing/begun-practice.ts';

const REASON = { provision: 'Determina 12 del 2 marzo 2026', reason: 'Registrata due volte' };
const OUTAGE = { day: '2026-03-02', time: '08:00', cause: 'Il server è guasto', provision: 'Il segretario, nota 3' };
const LINE = {
  day: '2026-03-02',
  time: '08:30',
  direction: 'entrata',
  subject: 'Lettera',
  correspondent: 'Giulia Neri',
};

/** A practice that was sent and registered, and an administrator. */
const stage = async () => {
  const portal = makeMemoryPortal();
  const begun = await begin(portal);
  await begun.fill();
  must(await begun.submit());
  await portal.drain();
  const { ente, run, operator } = begun;
  const administrator = anActor(
    anOperator(portal.ids.next(), { role: 'amministratore', name: 'Ada Riva', services: [] }),
  );
  const setTime = (instant: string) => portal.clock.set(new Date(instant));
  const acts = async () =>
    (await run(({ audit }) => audit.page({ after: null, limit: 5 }))).rows.map((row) => row.action);
  const cancel = (number: number, input = REASON, actor = administrator) =>
    portal.cancelRegistration(ente.id, actor, { year: 2026, number }, input);
  const save = (number: string, given: Partial<typeof LINE> = {}) =>
    portal.saveEmergencyLine(ente.id, administrator, { ...LINE, number, ...given });
  return { portal, begun, ente, run, colleague: anActor(operator), administrator, setTime, acts, cancel, save };
};

describe('the cancellation of a registration', () => {
  it('marks the number of the practice, which stays as it is, for the office and for the citizen', async () => {
    const { portal, begun, ente, run, cancel, acts } = await stage();
    const before = await run(({ practices }) => practices.byId(begun.id));
    must(await cancel(1));
    expect(await run(({ practices }) => practices.byId(begun.id))).toEqual(before);
    const seen = must(await portal.viewOfficePractice(ente.id, begun.operator, begun.id));
    const number = seen.practice.requestProtocol;
    expect(number).toMatchObject({ number: '0000001' });
    expect(number && cancellationOf(number, seen.cancelled)).toMatchObject({ ...REASON, by: 'Ada Riva' });
    const other = number && { ...number, registeredAt: new Date(0) };
    expect(other && cancellationOf(other, seen.cancelled)).toBeNull();
    const read = must(await portal.viewPractice(ente.id, begun.citizen, begun.id));
    expect(read.cancelled).toEqual(seen.cancelled);
    expect((await acts())[0]).toBe('registrazione_annullata');
  });

  it('wants an act and a reason, is done once, and by an administrator alone', async () => {
    const { cancel, colleague } = await stage();
    expect(await cancel(1, REASON, colleague)).toMatchObject({ error: { code: 'not_found' } });
    expect(await cancel(2)).toMatchObject({ error: { code: 'not_found' } });
    const errors = [
      { field: 'provision', code: 'required' },
      { field: 'reason', code: 'too_long' },
    ];
    expect(await cancel(1, { provision: ' ', reason: 'x'.repeat(1001) })).toMatchObject({ error: { errors } });
    must(await cancel(1));
    expect(await cancel(1)).toMatchObject({ error: { code: 'already_cancelled' } });
  });
});

describe('the emergency register', () => {
  it('gives its lines numbers of the protocol in their order when it is closed, however they were copied', async () => {
    const { portal, ente, run, administrator, save, setTime, acts } = await stage();
    must(await portal.openEmergency(ente.id, administrator, OUTAGE));
    must(await save('2', { subject: 'Seconda' }));
    must(await save('1', { subject: 'Prima', direction: 'uscita' }));
    must(await save('2', { subject: 'Seconda, corretta' }));
    setTime('2026-03-02T15:00:00.000Z');
    const numbers = must(await portal.closeEmergency(ente.id, administrator));
    expect(numbers.map(({ number }) => number)).toEqual(['0000002', '0000003']);
    const { rows } = await run(({ protocol }) => protocol.page({ after: null, limit: 5 }));
    expect(rows.map(({ subject, emergency }) => [subject, emergency?.number ?? null])).toEqual([
      ['Seconda, corretta', 2],
      ['Prima', 1],
      [expect.stringContaining('pratica'), null],
    ]);
    expect(rows[0]?.sentAt).toEqual(new Date('2026-03-02T07:30:00.000Z'));
    expect(await portal.closeEmergency(ente.id, administrator)).toMatchObject({ error: { code: 'not_open' } });
    const [closed] = await run(({ emergencies }) => emergencies.closed(5));
    expect(closed?.closed).toMatchObject({ by: 'Ada Riva', registered: 2 });
    expect((await acts()).slice(0, 2)).toEqual(['emergenza_chiusa', 'emergenza_aperta']);
  });

  it('is not closed while a number is missing, and goes on where the period before has ended', async () => {
    const { portal, ente, administrator, save } = await stage();
    const { openEmergency, closeEmergency, deleteEmergencyLine } = portal;
    must(await openEmergency(ente.id, administrator, OUTAGE));
    for (const number of ['1', '2', '4']) must(await save(number));
    const missing = { code: 'missing_line', line: { year: 2026, number: 3 } };
    expect(await closeEmergency(ente.id, administrator)).toEqual({ ok: false, error: missing });
    must(await deleteEmergencyLine(ente.id, administrator, { year: 2026, number: 4 }));
    must(await closeEmergency(ente.id, administrator));
    must(await openEmergency(ente.id, administrator, OUTAGE));
    expect(await save('2')).toMatchObject({ error: { errors: [{ field: 'number', code: 'out_of_range' }] } });
    must(await save('3'));
    expect(must(await closeEmergency(ente.id, administrator))).toMatchObject([{ number: '0000004' }]);
  });

  it('lasts a day, and one more for each authorisation, as far as a week', async () => {
    const { portal, ente, run, administrator, setTime, save } = await stage();
    must(await portal.openEmergency(ente.id, administrator, OUTAGE));
    expect(await portal.openEmergency(ente.id, administrator, OUTAGE)).toMatchObject({
      error: { code: 'already_open' },
    });
    setTime('2026-03-12T09:00:00.000Z');
    const onThird = { day: '2026-03-03', time: '08:01' };
    expect(await save('1', onThird)).toMatchObject({ error: { errors: [{ field: 'day', code: 'out_of_range' }] } });
    const until = async () => (await run(({ emergencies }) => emergencies.current()))?.until.toISOString() ?? '';
    const extend = (end: string) => portal.extendEmergency(ente.id, administrator, { provision: 'Nota 4', until: end });
    const first = await until();
    expect(first).toBe('2026-03-03T07:00:00.000Z');
    must(await extend(first));
    expect(await extend(first)).toMatchObject({ error: { code: 'stale_version' } });
    must(await save('1', onThird));
    for (let days = 3; days <= 7; days += 1) must(await extend(await until()));
    expect(await until()).toBe('2026-03-09T07:00:00.000Z');
    expect(await extend(await until())).toMatchObject({ error: { code: 'week_over' } });
  });

  it('says what is wrong with what was typed, at its field', async () => {
    const { portal, ente, administrator, save } = await stage();
    const open = (given: Partial<typeof OUTAGE>) =>
      portal.openEmergency(ente.id, administrator, { ...OUTAGE, ...given });
    expect(await open({ day: '2026-03-03' })).toMatchObject({
      error: { errors: [{ field: 'day', code: 'date_in_future' }] },
    });
    expect(await open({ time: '25:00', cause: '' })).toMatchObject({
      error: {
        errors: [
          { field: 'time', code: 'invalid_time' },
          { field: 'cause', code: 'required' },
        ],
      },
    });
    expect(await save('1')).toMatchObject({ error: { code: 'not_open' } });
    must(await open({}));
    expect(await save('1/A', { direction: '', subject: ' ', correspondent: 'x'.repeat(201) })).toMatchObject({
      error: {
        errors: [
          { field: 'number', code: 'invalid_integer' },
          { field: 'direction', code: 'required' },
          { field: 'subject', code: 'required' },
          { field: 'correspondent', code: 'too_long' },
        ],
      },
    });
  });

  it('is of the administrators alone', async () => {
    const { portal, ente, colleague } = await stage();
    for (const refused of [
      await portal.openEmergency(ente.id, colleague, OUTAGE),
      await portal.extendEmergency(ente.id, colleague, { provision: 'x', until: '' }),
      await portal.saveEmergencyLine(ente.id, colleague, { ...LINE, number: '1' }),
      await portal.deleteEmergencyLine(ente.id, colleague, { year: 2026, number: 1 }),
      await portal.closeEmergency(ente.id, colleague),
    ]) {
      expect(refused).toEqual({ ok: false, error: { code: 'not_found' } });
    }
  });
});
