import type { Clock } from '../../ports/clock.ts';

/** A clock that stands still until it is told. */
export interface SettableClock extends Clock {
  set(now: Date): void;
  advance(milliseconds: number): void;
}

export const makeSettableClock = (start: Date): SettableClock => {
  let now = start;
  return {
    now: () => new Date(now),
    set(instant) {
      now = instant;
    },
    advance(milliseconds) {
      now = new Date(now.getTime() + milliseconds);
    },
  };
};
