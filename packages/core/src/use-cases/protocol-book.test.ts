import { describe, expect, it } from '@jest/globals';
import { cancellationOf } from '../protocol/book-entry.ts';
import { emergencyLineMark } from '../protocol/emergency.ts';
import type { ClosingInput } from '../protocol/parse-emergency.ts';
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

const RESTORED = { restoredDay: '2026-03-02', restoredTime: '08:45' };

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
  const save = (number: string, given: Partial<typeof LINE> = {}, seen = '') =>
    portal.saveEmergencyLine(ente.id, administrator, { ...LINE, number, ...given }, seen);
  const seenVersion = async () => (await run(({ emergencies }) => emergencies.current()))?.version ?? -1;
  const close = async (given: Partial<ClosingInput> = {}, actor = administrator) =>
    portal.closeEmergency(ente.id, actor, { ...RESTORED, version: await seenVersion(), ...given });
  return { portal, begun, ente, run, colleague: anActor(operator), administrator, setTime, acts, cancel, save, close };
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
    const { portal, cancel, colleague, acts } = await stage();
    expect(await cancel(1, REASON, colleague)).toMatchObject({ error: { code: 'not_found' } });
    expect(await cancel(2)).toMatchObject({ error: { code: 'not_found' } });
    const errors = [
      { field: 'provision', code: 'required' },
      { field: 'reason', code: 'too_long' },
    ];
    expect(await cancel(1, { provision: ' ', reason: 'x'.repeat(1001) })).toMatchObject({ error: { errors } });
    must(await cancel(1));
    must(await cancel(1));
    expect((await acts()).filter((action) => action === 'registrazione_annullata')).toHaveLength(1);
    const other = anActor(anOperator(portal.ids.next(), { role: 'amministratore', name: 'Rita Sassi', services: [] }));
    expect(await cancel(1, REASON, other)).toMatchObject({ error: { code: 'already_cancelled' } });
    expect(await cancel(1, { ...REASON, reason: 'Un’altra' })).toMatchObject({ error: { code: 'already_cancelled' } });
    expect(await cancel(1, { ...REASON, reason: '' })).toMatchObject({ error: { code: 'already_cancelled' } });
  });
});

describe('the emergency register', () => {
  it('gives its lines numbers of the protocol in their order when it is closed, however they were copied', async () => {
    const { portal, ente, run, administrator, save, close, setTime, acts } = await stage();
    must(await portal.openEmergency(ente.id, administrator, OUTAGE));
    must(await save('2', { subject: 'Seconda' }));
    must(await save('1', { subject: 'Prima', direction: 'uscita' }));
    const [, second] = await run(({ emergencies }) => emergencies.lines());
    must(await save('2', { subject: 'Seconda, corretta' }, second && emergencyLineMark(second)));
    setTime('2026-03-02T15:00:00.000Z');
    const numbers = must(await close());
    expect(numbers.map(({ number }) => number)).toEqual(['0000002', '0000003']);
    const { rows } = await run(({ protocol }) => protocol.page({ after: null, limit: 5 }));
    expect(rows.map(({ subject, emergency }) => [subject, emergency?.number ?? null])).toEqual([
      ['Seconda, corretta', 2],
      ['Prima', 1],
      [expect.stringContaining('pratica'), null],
    ]);
    expect(rows[0]?.sentAt).toEqual(new Date('2026-03-02T07:30:00.000Z'));
    expect(await close()).toMatchObject({ error: { code: 'not_open' } });
    const [closed] = await run(({ emergencies }) => emergencies.closed(5));
    expect(closed?.closed).toEqual({
      at: new Date('2026-03-02T15:00:00.000Z'),
      restored: new Date('2026-03-02T07:45:00.000Z'),
      by: 'Ada Riva',
      registered: 2,
    });
    const copied = ['voce_emergenza_corretta', 'voce_emergenza_copiata', 'voce_emergenza_copiata'];
    expect(await acts()).toEqual(['emergenza_chiusa', ...copied, 'emergenza_aperta']);
  });

  it('is not closed while a number is missing, and goes on where the period before has ended', async () => {
    const { portal, ente, run, administrator, save, close, acts } = await stage();
    const { openEmergency, deleteEmergencyLine } = portal;
    must(await openEmergency(ente.id, administrator, OUTAGE));
    for (const number of ['1', '2', '4']) must(await save(number));
    const missing = { code: 'missing_line', line: { year: 2026, number: 3 } };
    expect(await close()).toEqual({ ok: false, error: missing });
    const fourth = { year: 2026, number: 4 };
    const line = (await run(({ emergencies }) => emergencies.lines())).at(-1);
    const seen = line === undefined ? '' : emergencyLineMark(line);
    must(await deleteEmergencyLine(ente.id, administrator, fourth, seen));
    must(await deleteEmergencyLine(ente.id, administrator, fourth, seen));
    expect((await acts()).filter((action) => action === 'voce_emergenza_tolta')).toHaveLength(1);
    must(await close());
    expect(await openEmergency(ente.id, administrator, { ...OUTAGE, time: '08:44' })).toMatchObject({
      error: { errors: [{ field: 'day', code: 'out_of_range' }] },
    });
    must(await openEmergency(ente.id, administrator, { ...OUTAGE, time: '08:45' }));
    const time = '08:50';
    expect(await save('2', { time })).toMatchObject({ error: { errors: [{ field: 'number', code: 'out_of_range' }] } });
    must(await save('3', { time }));
    expect(must(await close({ restoredTime: time }))).toMatchObject([{ number: '0000004' }]);
  });

  it('does not let two who copy write over each other, and is corrected by who has seen what stands there', async () => {
    const { portal, ente, run, administrator, save } = await stage();
    must(await portal.openEmergency(ente.id, administrator, OUTAGE));
    must(await save('1', { subject: 'Di Ada' }));
    must(await save('1', { subject: 'Di Ada' }));
    const refused = await save('1', { subject: 'Di Piero' });
    const [line] = await run(({ emergencies }) => emergencies.lines());
    expect(line?.subject).toBe('Di Ada');
    expect(refused).toEqual({ ok: false, error: { code: 'line_exists', line } });
    const seen = line && emergencyLineMark(line);
    must(await save('1', { subject: 'Di Piero' }, seen));
    expect(await save('1', { subject: 'Di Ada, corretta' }, seen)).toMatchObject({ error: { code: 'line_exists' } });
  });

  it('takes no line away that says something else than what was seen', async () => {
    const { portal, ente, run, administrator, save, acts } = await stage();
    must(await portal.openEmergency(ente.id, administrator, OUTAGE));
    must(await save('1'));
    const read = async () => (await run(({ emergencies }) => emergencies.lines()))[0];
    const remove = (mark: string) =>
      portal.deleteEmergencyLine(ente.id, administrator, { year: 2026, number: 1 }, mark);
    const before = await read();
    const seen = before === undefined ? '' : emergencyLineMark(before);
    must(await save('1', { subject: 'Corretta da un collega' }, seen));
    expect(await remove(seen)).toEqual({ ok: false, error: { code: 'line_changed', line: await read() } });
    expect((await read())?.subject).toBe('Corretta da un collega');
    const corrected = await read();
    must(await remove(corrected === undefined ? '' : emergencyLineMark(corrected)));
    expect([await read(), (await acts())[0]]).toEqual([undefined, 'voce_emergenza_tolta']);
  });

  it('closes what was on the page, and says since when the protocol works: not before its last line', async () => {
    const { portal, ente, run, administrator, save, close } = await stage();
    must(await portal.openEmergency(ente.id, administrator, OUTAGE));
    must(await save('1'));
    const seen = (await run(({ emergencies }) => emergencies.current()))?.version ?? -1;
    must(await save('2'));
    expect(await close({ version: seen })).toMatchObject({ error: { code: 'stale_version' } });
    expect(await close({ restoredTime: '08:29' })).toMatchObject({
      error: { errors: [{ field: 'restoredDay', code: 'out_of_range' }] },
    });
    expect(await close({ restoredDay: '', restoredTime: '' })).toMatchObject({
      error: {
        errors: [
          { field: 'restoredDay', code: 'required' },
          { field: 'restoredTime', code: 'required' },
        ],
      },
    });
    expect(await close({ restoredDay: '2026-03-03' })).toMatchObject({
      error: { errors: [{ field: 'restoredDay', code: 'date_in_future' }] },
    });
    must(await close());
  });

  it('is not opened where the protocol is kept in another registry, nor for a time long ago', async () => {
    const { portal, ente, administrator } = await stage();
    const old = { ...OUTAGE, day: '2026-01-30' };
    expect(await portal.openEmergency(ente.id, administrator, old)).toMatchObject({
      error: { errors: [{ field: 'day', code: 'out_of_range' }] },
    });
    const choice = { kind: 'docarea', settings: {}, sealed: '' } as const;
    await portal.setup.saveRegistryChoice(ente.id, null, choice);
    expect(await portal.openEmergency(ente.id, administrator, OUTAGE)).toMatchObject({
      error: { code: 'kept_elsewhere' },
    });
  });

  it('gives no numbers of the portal once another registry is chosen: it is closed without lines', async () => {
    const { portal, ente, run, administrator, save, close } = await stage();
    must(await portal.openEmergency(ente.id, administrator, OUTAGE));
    must(await save('1'));
    const choice = { kind: 'docarea', settings: {}, sealed: '' } as const;
    await portal.setup.saveRegistryChoice(ente.id, null, choice);
    for (const refused of [await save('2'), await close()]) {
      expect(refused).toEqual({ ok: false, error: { code: 'kept_elsewhere' } });
    }
    const [line] = await run(({ emergencies }) => emergencies.lines());
    if (line === undefined) throw new Error('The line is there');
    must(await portal.deleteEmergencyLine(ente.id, administrator, line, emergencyLineMark(line)));
    expect(must(await close())).toEqual([]);
    const { rows } = await run(({ protocol }) => protocol.page({ after: null, limit: 5 }));
    expect(rows).toHaveLength(1);
  });

  it('lasts a day, and for each authorisation a week more at most', async () => {
    const { portal, ente, run, administrator, setTime, save } = await stage();
    must(await portal.openEmergency(ente.id, administrator, OUTAGE));
    expect(await portal.openEmergency(ente.id, administrator, OUTAGE)).toMatchObject({
      error: { code: 'already_open' },
    });
    setTime('2026-03-12T09:00:00.000Z');
    const onThird = { day: '2026-03-03', time: '08:01' };
    expect(await save('1', onThird)).toMatchObject({ error: { errors: [{ field: 'day', code: 'out_of_range' }] } });
    const until = async () => (await run(({ emergencies }) => emergencies.current()))?.until.toISOString() ?? '';
    const extend = (end: string, days = '1') =>
      portal.extendEmergency(ente.id, administrator, { days, provision: 'Nota 4', until: end });
    const first = await until();
    expect(first).toBe('2026-03-03T07:00:00.000Z');
    must(await extend(first));
    expect(await extend(first)).toMatchObject({ error: { code: 'stale_version' } });
    must(await save('1', onThird));
    expect(await extend(await until(), '8')).toMatchObject({
      error: { errors: [{ field: 'days', code: 'out_of_range' }] },
    });
    must(await extend(await until(), '7'));
    expect(await until()).toBe('2026-03-11T07:00:00.000Z');
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
      await portal.extendEmergency(ente.id, colleague, { days: '1', provision: 'x', until: '' }),
      await portal.saveEmergencyLine(ente.id, colleague, { ...LINE, number: '1' }, ''),
      await portal.deleteEmergencyLine(ente.id, colleague, { year: 2026, number: 1 }, ''),
      await portal.closeEmergency(ente.id, colleague, { ...RESTORED, version: 0 }),
    ]) {
      expect(refused).toEqual({ ok: false, error: { code: 'not_found' } });
    }
  });
});
