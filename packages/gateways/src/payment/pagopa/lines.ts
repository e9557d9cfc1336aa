import type { Clock } from '@stanza/core';
import { makeOutage, type Outage } from '../../http/outage.ts';
import { makePauses } from '../../http/pauses.ts';

/** The way to one API, for everybody who goes there: what is known of its outages, and who was told to wait. */
export interface ApiLine {
  readonly outage: Outage;
  readonly pauses: ReturnType<typeof makePauses>;
  /** How many wait for an answer. */
  waiting: number;
}

/** Nobody who waits to pay is held up for longer by one answer. */
const LONGEST_PAUSE_SECONDS = 30 * 60;

/** There are four APIs in two environments, and simulators. */
const MOST_KEPT = 100;

/** The ways to the APIs, by their base: one that is out of order is left alone by all, and the others go on. */
export const makeApiLines = (clock: Clock) => {
  const lines = new Map<string, ApiLine>();
  return {
    of(base: string): ApiLine {
      const known = lines.get(base);
      if (known !== undefined) return known;
      if (lines.size >= MOST_KEPT) lines.clear();
      const made = { outage: makeOutage(clock), pauses: makePauses(clock, LONGEST_PAUSE_SECONDS), waiting: 0 };
      lines.set(base, made);
      return made;
    },
  };
};
export type ApiLines = ReturnType<typeof makeApiLines>;
