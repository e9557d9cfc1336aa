import { dayInItaly, italianDate } from '@stanza/core';

/** "12/03/2026", the day in Italy. */
export const dayOnly = (instant: Date): string => italianDate(dayInItaly(instant));

const minute = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit' });

/** "12/03/2026 10:42", Italian time: what a spreadsheet takes for a day and an hour. */
export const dayAndMinute = (instant: Date): string => `${dayOnly(instant)} ${minute.format(instant)}`;
