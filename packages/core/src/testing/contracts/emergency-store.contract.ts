import { describe, expect, it } from '@jest/globals';
import type { EmergencyPeriod } from '../../protocol/emergency.ts';
import { emergencyIdSchema } from '../../shared/ids.ts';
import { anEmergencyLine } from './protocol-book.contract.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

/** The promise of `EmergencyStore`. @param open an empty database */
export const emergencyStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of emergencies`, () => {
    const stage = useStage(open);

    const aPeriod = (minutes = 0): EmergencyPeriod => ({
      id: emergencyIdSchema.parse(stage.ids.next()),
      from: minutesLater(minutes),
      until: minutesLater(minutes + 24 * 60),
      cause: 'Il server è guasto',
      provision: 'Il segretario, nota 3/2026',
      openedAt: minutesLater(minutes),
      openedBy: 'Paola Conti',
      extensions: [],
      version: 0,
      closed: null,
    });
    const extension = {
      at: minutesLater(60),
      by: 'Paola Conti',
      until: minutesLater(48 * 60),
      provision: 'Nota 4/2026',
    };
    const closed = { at: minutesLater(90), by: 'Paola Conti', restored: minutesLater(80), registered: 2 };

    it('has at most one that is open, also when five are opened at once', async () => {
      const { run } = await stage.addEnte();
      const current = () => run(({ emergencies }) => emergencies.current());
      expect(await current()).toBeNull();
      const all = Array.from({ length: 5 }, aPeriod);
      const opened = await Promise.all(all.map((period) => run(({ emergencies }) => emergencies.open(period))));
      expect(opened.filter(Boolean)).toEqual([true]);
      expect(await current()).toEqual(all[opened.indexOf(true)]);
      expect(await run(({ emergencies }) => emergencies.lockCurrent())).toEqual(await current());
      expect(await (await stage.addEnte()).run(({ emergencies }) => emergencies.current())).toBeNull();
    });

    it('extends and closes what the caller has seen, once', async () => {
      const { run } = await stage.addEnte();
      const period = aPeriod();
      await run(({ emergencies }) => emergencies.open(period));
      expect(await run(({ emergencies }) => emergencies.extend(period, extension))).toBe(true);
      expect(await run(({ emergencies }) => emergencies.extend(period, extension))).toBe(false);
      const extended = { ...period, until: extension.until, extensions: [extension] };
      expect(await run(({ emergencies }) => emergencies.current())).toEqual(extended);
      expect(await run(({ emergencies }) => emergencies.close(period, closed))).toBe(false);
      expect(await run(({ emergencies }) => emergencies.close(extended, closed))).toBe(true);
      expect(await run(({ emergencies }) => emergencies.close(extended, closed))).toBe(false);
      expect(await run(({ emergencies }) => emergencies.current())).toBeNull();
      const later = aPeriod(3000);
      await run(({ emergencies }) => emergencies.open(later));
      await run(({ emergencies }) => emergencies.close(later, closed));
      const ids = async (limit: number) =>
        (await run(({ emergencies }) => emergencies.closed(limit))).map(({ id }) => id);
      expect(await ids(10)).toEqual([later.id, period.id]);
      expect(await ids(1)).toEqual([later.id]);
      expect((await run(({ emergencies }) => emergencies.closed(10)))[1]).toEqual({ ...extended, closed });
    });

    it('tells which of two was opened last, also when they were written the other way round, or opened at one moment', async () => {
      const { run } = await stage.addEnte();
      const [first, second, third] = [aPeriod(), aPeriod(), aPeriod(1)];
      for (const period of [third, second, first]) {
        await run(({ emergencies }) => emergencies.open(period));
        await run(({ emergencies }) => emergencies.close(period, closed));
      }
      const found = await run(({ emergencies }) => emergencies.closed(10));
      expect(found.map(({ id }) => id)).toEqual([third.id, second.id, first.id]);
    });

    it('keeps lines in the order of their numbers, each over the one before, until the period is closed', async () => {
      const { run } = await stage.addEnte();
      const period = aPeriod();
      await run(({ emergencies }) => emergencies.open(period));
      const lines = () => run(({ emergencies }) => emergencies.lines());
      const save = (line: ReturnType<typeof anEmergencyLine>) => run(({ emergencies }) => emergencies.saveLine(line));
      const [second, first] = [anEmergencyLine(2), anEmergencyLine(1, { direction: 'uscita', at: NOW })];
      const version = async () => (await run(({ emergencies }) => emergencies.current()))?.version;
      await save(second);
      await save(first);
      expect(await version()).toBe(2);
      expect(await lines()).toEqual([first, second]);
      const corrected = anEmergencyLine(2, { subject: 'Corretta', correspondent: 'Ada Riva' });
      await save(corrected);
      expect(await lines()).toEqual([first, corrected]);
      expect(await run(({ emergencies }) => emergencies.deleteLine(first))).toBe(true);
      expect(await run(({ emergencies }) => emergencies.deleteLine(first))).toBe(false);
      expect(await lines()).toEqual([corrected]);
      expect(await version()).toBe(4);
      expect(await (await stage.addEnte()).run(({ emergencies }) => emergencies.lines())).toEqual([]);
      await run(({ emergencies }) => emergencies.close(period, closed));
      expect(await lines()).toEqual([]);
    });
  });
};
