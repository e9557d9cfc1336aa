import { describe, expect, it } from '@jest/globals';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

export interface FailedAttemptsUnderTest extends DatabaseUnderTest {
  readonly failedAttempts: FailedAttempts;
}

const LATER = minutesLater(5);

/** The promise of `FailedAttempts`. @param open an empty database with its counts */
export const failedAttemptsContract = (name: string, open: () => Promise<FailedAttemptsUnderTest>): void => {
  describe(`${name} as a counter of failed attempts`, () => {
    const stage = useStage(open);

    const counting = async () => {
      const { tenant } = await stage.addEnte();
      const { failedAttempts } = stage.under;
      const add = (keys: readonly string[], now: Date = NOW, end: Date = LATER) =>
        failedAttempts.add(tenant.id, keys, now, end);
      return { add, takeBack: (keys: readonly string[]) => failedAttempts.takeBack(tenant.id, keys) };
    };

    it('counts by key, in the order that the keys were given in', async () => {
      const { add } = await counting();
      expect(await add(['b', 'a'])).toEqual([1, 1]);
      expect(await add(['b'])).toEqual([2]);
      expect(await add(['a', 'b', 'c'])).toEqual([2, 3, 1]);
    });

    it('loses none of those that come at once, whatever the order of their keys', async () => {
      const { add } = await counting();
      await Promise.all(Array.from({ length: 16 }, (_, index) => add(index % 2 === 0 ? ['x', 'y'] : ['y', 'x'])));
      expect(await add(['x', 'y'])).toEqual([17, 17]);
    });

    it('takes back what did not fail, and never more than there was', async () => {
      const { add, takeBack } = await counting();
      await add(['a', 'b']);
      await add(['a']);
      await takeBack(['a', 'b', 'unknown']);
      await takeBack(['b']);
      expect(await add(['a', 'b', 'unknown'])).toEqual([2, 1, 1]);
    });

    it('begins anew when the window is over, which later failures do not move', async () => {
      const { add } = await counting();
      await add(['a']);
      expect(await add(['a'], minutesLater(4), minutesLater(9))).toEqual([2]);
      expect(await add(['a'], LATER, minutesLater(10))).toEqual([1]);
    });

    it('keeps apart the enti', async () => {
      const [one, other] = [await counting(), await counting()];
      await one.add(['a']);
      await other.takeBack(['a']);
      expect(await other.add(['a'])).toEqual([1]);
      expect(await one.add(['a'])).toEqual([2]);
    });

    it('takes any text as a key', async () => {
      const { add } = await counting();
      const keys = ['', '\u0000', '\ud800', '€', 'x'.repeat(10_000)];
      for (const key of keys) expect(await add([key])).toEqual([1]);
    });
  });
};
