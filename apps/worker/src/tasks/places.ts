import type { Clock } from '@stanza/core';
import { makeTurns } from './turns.ts';

/** Jobs that may wait for somebody outside at once, who may take up to a minute to say nothing. */
export const MOST_OF_MAIL = 3;
export const MOST_OF_PAYMENTS = 2;
/** About as many a second as a mail server takes, or an API. */
const STEP_MS = 50;

/** @param putOff what is done instead where there is no place: it comes again after so many milliseconds */
export type InPlace = (work: () => Promise<void>, putOff: (pauseMs: number) => Promise<void>) => Promise<void>;

/** The places in which jobs may wait for somebody outside, who without them would have all of the worker. @param most how many there are */
export const makePlaces = (clock: Clock, most: number): InPlace => {
  const turn = makeTurns(clock, STEP_MS);
  let taken = 0;
  return async (work, putOff) => {
    if (taken >= most) return putOff(turn());
    taken += 1;
    try {
      await work();
    } finally {
      taken -= 1;
    }
  };
};
