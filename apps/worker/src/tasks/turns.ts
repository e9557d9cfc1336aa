import type { Clock } from '@stanza/core';

/** The least that whoever found no place waits, and up to how much more, so that what came together does not come back together. */
const [SHORTEST_MS, SPREAD_MS] = [2_000, 4_000];
const LONGEST_MS = 5 * 60_000;

/**
 * When those come again who found no place: one after the other, so that the wait grows with how many there are.
 * @param stepMs between one and the next
 * @returns what the next one waits, in milliseconds
 */
export const makeTurns = (clock: Clock, stepMs: number): (() => number) => {
  let last = 0;
  return () => {
    const now = clock.now().getTime();
    last = Math.min(Math.max(last, now) + stepMs, now + LONGEST_MS);
    return last - now + SHORTEST_MS + Math.random() * SPREAD_MS;
  };
};
