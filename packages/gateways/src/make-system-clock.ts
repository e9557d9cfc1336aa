import type { Clock } from '@stanza/core';

/** The time of this machine. */
export const makeSystemClock = (): Clock => ({ now: () => new Date() });
