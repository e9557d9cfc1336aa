import { dayInItaly, italianDate, timeInItaly } from '@stanza/core';

/** "12/03/2026", the day in Italy. */
export const dayOnly = (instant: Date): string => italianDate(dayInItaly(instant));

/** "12/03/2026 10:42", Italian time: what a spreadsheet takes for a day and an hour. */
export const dayAndMinute = (instant: Date): string => `${dayOnly(instant)} ${timeInItaly(instant)}`;
