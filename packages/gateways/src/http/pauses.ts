import type { Clock } from '@stanza/core';

/** Keys that are remembered; one that is forgotten is told again. */
const MOST_KEPT = 1_000;

/** @returns the seconds that `Retry-After` asks for, in either of its two forms; null where it asks for none, or for what cannot be understood */
const secondsOf = (retryAfter: string | null, now: Date): number | null => {
  if (retryAfter === null) return null;
  const isNumber = /^\d{1,9}$/u.test(retryAfter);
  const seconds = isNumber ? Number(retryAfter) : Math.ceil((Date.parse(retryAfter) - now.getTime()) / 1000);
  return seconds > 0 ? seconds : null; // also of NaN
};

/**
 * Who was told to wait, and how long they still have to.
 * @param longest seconds that are waited at the most, whatever was said
 */
export const makePauses = (clock: Clock, longest = Number.POSITIVE_INFINITY) => {
  const until = new Map<string, number>();
  return {
    /** Seconds; null when nobody needs to wait. */
    left(key: string): number | null {
      const left = (until.get(key) ?? 0) - clock.now().getTime();
      if (left > 0) return Math.ceil(left / 1000);
      until.delete(key);
      return null;
    },
    /** Remembers what a header says. @returns the seconds that are waited; null where it says nothing, as `secondsOf` */
    tell(key: string, retryAfter: string | null): number | null {
      const now = clock.now();
      const said = secondsOf(retryAfter, now);
      if (said === null) return null;
      const seconds = Math.min(said, longest);
      if (until.size >= MOST_KEPT) until.clear();
      until.set(key, now.getTime() + seconds * 1000);
      return seconds;
    },
  };
};
