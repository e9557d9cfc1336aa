import type { Clock } from '@stanza/core';
import { makeTurns } from './turns.ts';

/** Mails that may wait for the mail server at once: it may take up to a minute to say nothing. */
export const MOST_OF_MAIL = 3;
/** About as many a second as a mail server takes. */
const STEP_MS = 50;

/** @param putOff what is done instead where there is no place: it comes again after so many milliseconds */
export type InMailPlace = (send: () => Promise<void>, putOff: (pauseMs: number) => Promise<void>) => Promise<void>;

/** The places in which jobs may wait for the mail server, which without them would have all of the worker. */
export const makeMailPlaces = (clock: Clock): InMailPlace => {
  const turn = makeTurns(clock, STEP_MS);
  let taken = 0;
  return async (send, putOff) => {
    if (taken >= MOST_OF_MAIL) return putOff(turn());
    taken += 1;
    try {
      await send();
    } finally {
      taken -= 1;
    }
  };
};
