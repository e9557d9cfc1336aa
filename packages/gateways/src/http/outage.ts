import type { Clock } from '@stanza/core';

/** So many failures in a row are no accident. */
const FAILURES = 3;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

/**
 * What is known of somebody who may be out of order: after three failures in a row they are left alone for a minute, then one tries;
 * each time that fails the pause is twice as long, up to half an hour.
 */
export const makeOutage = (clock: Clock) => {
  let [failures, pause, closedUntil] = [0, FIRST_PAUSE_MS, 0];
  return {
    failed(): void {
      failures += 1;
      if (failures < FAILURES) return;
      closedUntil = clock.now().getTime() + pause;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    },
    wentWell(): void {
      [failures, pause] = [0, FIRST_PAUSE_MS];
    },
    /** How long they are still left alone, in milliseconds; 0 when they may be asked. */
    left: (): number => Math.max(0, closedUntil - clock.now().getTime()),
    /** Whether only one should try, and the others wait for what becomes of it. */
    isSuspected: (): boolean => failures >= FAILURES,
    /** Whether the pauses are as long as they get. */
    isLong: (): boolean => pause >= LONGEST_PAUSE_MS,
  };
};
export type Outage = ReturnType<typeof makeOutage>;
