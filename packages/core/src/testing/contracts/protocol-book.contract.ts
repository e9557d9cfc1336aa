import { describe, expect, it } from '@jest/globals';
import type { EmergencyLine } from '../../protocol/emergency.ts';
import { aRegistration } from './protocol-registry.contract.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type StagedEnte, useStage } from './stage.ts';

const GROUNDS = { provision: 'Determina 12 del 2 marzo 2026', reason: 'Registrata due volte', by: 'Paola Conti' };

/** A line of the emergency register. */
export const anEmergencyLine = (number: number, given: Partial<EmergencyLine> = {}): EmergencyLine => ({
  year: 2026,
  number,
  at: minutesLater(number - 120),
  direction: 'entrata',
  subject: `Lettera ${number}`,
  correspondent: 'Giulia Neri',
  ...given,
});

/** The promise of `ProtocolBook`, besides what `ProtocolRegistry` promises of registrations. @param open an empty database */
export const protocolBookContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a book of the protocol`, () => {
    const stage = useStage(open);

    const register = ({ run }: StagedEnte, key: string, now = NOW) =>
      run(({ protocol }) => protocol.register(aRegistration(key), now));
    const cancel = ({ run }: StagedEnte, number: number, now = NOW) =>
      run(({ protocol }) => protocol.cancel({ year: 2026, number }, GROUNDS, now));
    const entry = ({ run }: StagedEnte, number: number) =>
      run(({ protocol }) => protocol.byNumber({ year: 2026, number }));
    const registerLines = ({ run }: StagedEnte, lines: readonly EmergencyLine[], now = NOW) =>
      run(({ protocol }) => protocol.registerEmergency(lines, now));

    it('leaves a cancelled entry readable, and says when, by whom, why and by which act', async () => {
      const ente = await stage.addEnte();
      await register(ente, 'a');
      const before = await entry(ente, 1);
      expect(before).toMatchObject({ number: '0000001', correspondent: 'Maria Rossi', cancellation: null });
      expect(await cancel(ente, 1, minutesLater(5))).toBe(true);
      expect(await entry(ente, 1)).toEqual({ ...before, cancellation: { ...GROUNDS, at: minutesLater(5) } });
    });

    it('knows the number that a registration has, and none of what has none', async () => {
      const ente = await stage.addEnte();
      const known = (key: string, { run } = ente) => run(({ protocol }) => protocol.registered(aRegistration(key)));
      expect(await known('a')).toBeNull();
      const number = await register(ente, 'a');
      expect(await known('a')).toEqual(number);
      expect(await known('a', await stage.addEnte())).toBeNull();
    });

    it('cancels once, and nothing that is not there', async () => {
      const ente = await stage.addEnte();
      await register(ente, 'a');
      const all = await Promise.all(Array.from({ length: 5 }, () => cancel(ente, 1)));
      expect(all.filter(Boolean)).toEqual([true]);
      expect(await cancel(ente, 2)).toBe(false);
      expect(await cancel(await stage.addEnte(), 1)).toBe(false);
    });

    it('never gives the number of a cancelled entry again, also for the same key', async () => {
      const ente = await stage.addEnte();
      await register(ente, 'a');
      await cancel(ente, 1);
      expect((await register(ente, 'a')).number).toBe('0000001');
      expect((await register(ente, 'b')).number).toBe('0000002');
    });

    it('never goes back in time, whatever the clock of who cancels says', async () => {
      const ente = await stage.addEnte();
      await register(ente, 'a', minutesLater(5));
      await cancel(ente, 1, NOW);
      expect((await entry(ente, 1))?.cancellation?.at).toEqual(minutesLater(5));
      await register(ente, 'b', minutesLater(20));
      await cancel(ente, 2, minutesLater(30));
      expect((await register(ente, 'c', minutesLater(25))).registeredAt).toEqual(minutesLater(30));
    });

    it('does not follow a clock that is wrong: what would be written far from what was written last is refused', async () => {
      const ente = await stage.addEnte();
      await register(ente, 'a', minutesLater(6));
      await expect(register(ente, 'b', NOW)).rejects.toThrow('clock');
      await expect(cancel(ente, 1, NOW)).rejects.toThrow('clock');
      await expect(registerLines(ente, [anEmergencyLine(1)], NOW)).rejects.toThrow('clock');
      const moment = (now: Date) => ente.run(({ protocol }) => protocol.momentOfNext(now));
      await expect(moment(NOW)).rejects.toThrow('clock');
      expect([await moment(minutesLater(5)), await moment(minutesLater(7))]).toEqual([
        minutesLater(6),
        minutesLater(7),
      ]);
      expect((await register(ente, 'a', NOW)).number).toBe('0000001');
      expect((await register(ente, 'b', minutesLater(1))).number).toBe('0000002');
    });

    it('tells which entries of a practice are cancelled', async () => {
      const ente = await stage.addEnte();
      const { practiceId } = aRegistration('x');
      await register(ente, `${practiceId}:richiesta`);
      await register(ente, `${practiceId}:risposta`);
      const cancelled = () => ente.run(({ protocol }) => protocol.cancelledOf(practiceId));
      expect(await cancelled()).toEqual([]);
      await cancel(ente, 2);
      expect(await cancelled()).toEqual([await entry(ente, 2)]);
    });

    it('gives the lines of an emergency numbers in their order, which are found by both numbers', async () => {
      const ente = await stage.addEnte();
      await register(ente, 'a');
      const given = await registerLines(ente, [anEmergencyLine(1), anEmergencyLine(2, { direction: 'uscita' })]);
      expect(given.map(({ number }) => number)).toEqual(['0000002', '0000003']);
      const found = await ente.run(({ protocol }) => protocol.byEmergencyNumber({ year: 2026, number: 2 }));
      expect(found).toEqual(await entry(ente, 3));
      expect(found).toEqual({
        ...given[1],
        direction: 'uscita',
        subject: 'Lettera 2',
        correspondent: 'Giulia Neri',
        sentAt: minutesLater(-118),
        main: null,
        attachments: [],
        practiceId: null,
        emergency: { year: 2026, number: 2 },
        cancellation: null,
      });
      const last = (year: number) => ente.run(({ protocol }) => protocol.lastEmergencyNumber(year));
      expect([await last(2026), await last(2027)]).toEqual([2, 0]);
      expect(await ente.run(({ protocol }) => protocol.byEmergencyNumber({ year: 2027, number: 2 }))).toBeNull();
    });

    it('registers an emergency number once, whatever is sent the second time', async () => {
      const ente = await stage.addEnte();
      const first = await registerLines(ente, [anEmergencyLine(1)]);
      const again = await registerLines(ente, [anEmergencyLine(1, { subject: 'Altro' }), anEmergencyLine(2)]);
      expect(again).toEqual([first[0], expect.objectContaining({ number: '0000002' })]);
      expect((await entry(ente, 1))?.subject).toBe('Lettera 1');
      expect(await registerLines(ente, [])).toEqual([]);
    });

    it('leaves no gap when registrations, cancellations and emergency lines meet', async () => {
      const ente = await stage.addEnte();
      await register(ente, 'first');
      await Promise.all([
        ...Array.from({ length: 32 }, (_, index) => register(ente, `key-${index}`)),
        ...Array.from({ length: 4 }, () => cancel(ente, 1)),
        ...[1, 6, 11].map((start) =>
          registerLines(
            ente,
            Array.from({ length: 5 }, (_, index) => anEmergencyLine(start + index)),
          ),
        ),
      ]);
      const { rows, next } = await ente.run(({ protocol }) => protocol.page({ after: null, limit: 100 }));
      expect(next).toBeNull();
      const numbers = rows.map(({ number }) => Number(number));
      expect(numbers).toEqual(Array.from({ length: 48 }, (_, index) => 48 - index));
      const times = rows.map(({ registeredAt }) => registeredAt.getTime());
      expect(times).toEqual(times.toSorted((one, other) => other - one));
      const lines = rows.flatMap(({ emergency }) => emergency?.number ?? []).toReversed();
      for (const start of [1, 6, 11]) {
        const batch = lines.slice(lines.indexOf(start), lines.indexOf(start) + 5);
        expect(batch).toEqual([start, start + 1, start + 2, start + 3, start + 4]);
      }
      expect(rows.filter(({ cancellation }) => cancellation !== null).map(({ number }) => number)).toEqual(['0000001']);
    });

    it('is read newest first, page by page, and is of one ente', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      for (const key of ['a', 'b', 'c']) await register(ente, key);
      const page = (after: string | null) => ente.run(({ protocol }) => protocol.page({ after, limit: 2 }));
      const first = await page(null);
      expect(first.rows.map(({ number }) => number)).toEqual(['0000003', '0000002']);
      const second = await page(first.next);
      expect([second.rows.map(({ number }) => number), second.next]).toEqual([['0000001'], null]);
      expect((await page('altro')).rows).toHaveLength(2);
      expect((await other.run(({ protocol }) => protocol.page({ after: null, limit: 2 }))).rows).toEqual([]);
    });
  });
};
