import { describe, expect, it } from '@jest/globals';
import type { TimelineEntry } from '../../practice/timeline.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

/** The promise of `TimelineStore`. @param open an empty database */
export const timelineStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of timelines`, () => {
    const stage = useStage(open);

    it('gives what happened to a practice, oldest first, with who did it', async () => {
      const { run, storedDraft, operator } = await stage.addEnte();
      const [draft, other] = [await storedDraft(), await storedDraft()];
      const entries: readonly TimelineEntry[] = [
        { event: 'bozza', at: NOW, operatorId: null },
        { event: 'inviata', at: minutesLater(1), operatorId: null },
        { event: 'presa_in_carico', at: minutesLater(2), operatorId: operator.id },
      ];
      await run(async ({ timeline }) => {
        for (const entry of entries.toReversed()) await timeline.append(draft.id, entry);
      });
      expect(await run(({ timeline }) => timeline.of(draft.id))).toEqual(entries);
      expect(await run(({ timeline }) => timeline.of(other.id))).toEqual([]);
    });

    it('gives what happened at one moment in the order of writing', async () => {
      const { run, storedDraft } = await stage.addEnte();
      const draft = await storedDraft();
      const events = ['inviata', 'bozza', 'protocollata', 'accettata', 'inviata'] as const;
      for (const event of events) {
        await run(({ timeline }) => timeline.append(draft.id, { event, at: NOW, operatorId: null }));
      }
      expect((await run(({ timeline }) => timeline.of(draft.id))).map(({ event }) => event)).toEqual(events);
    });
  });
};
