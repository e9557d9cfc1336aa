import { dayInItaly, italianDate } from '@stanza/core';

/** "12/03/2026", the day in Italy. */
export const dayOnly = (instant: Date): string => italianDate(dayInItaly(instant));
