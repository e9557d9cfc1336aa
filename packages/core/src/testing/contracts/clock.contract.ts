import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../ports/clock.ts';

/** The promise of `Clock`. */
export const clockContract = (name: string, open: () => Clock): void => {
  describe(`${name} as a clock`, () => {
    it('says an instant that exists', () => {
      expect(open().now()).toBeInstanceOf(Date);
      expect(open().now().getTime()).not.toBeNaN();
    });

    it('does not go back', () => {
      const clock = open();
      const instants = Array.from({ length: 1_000 }, () => clock.now().getTime());
      expect(instants.toSorted((a, b) => a - b)).toEqual(instants);
    });

    it('does not change with what is done to an instant that it gave', () => {
      const clock = open();
      clock.now().setFullYear(1970);
      expect(clock.now().getFullYear()).toBeGreaterThan(2000);
    });
  });
};
