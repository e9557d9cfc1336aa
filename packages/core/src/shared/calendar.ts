const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** Whether a string is a day that exists, as `YYYY-MM-DD`, from 1850 on (nobody alive was born before). */
export const isCalendarDate = (value: string): boolean => {
  if (!DAY.test(value) || value < '1850') return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
};

/** `1999-12-31` → `31/12/1999` */
export const italianDate = (day: string): string => day.split('-').reverse().join('/');

const romanDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome', dateStyle: 'short' });

/** @param day `YYYY-MM-DD` @param days how many days later; negative for earlier @returns `YYYY-MM-DD` */
export const daysAfter = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

const QUARTER_MS = 15 * 60 * 1000;
/** The quarter of an hour that was asked for last, and its day: in Italy no day begins within one. Formatting is dear. */
let lately = { quarter: Number.NaN, day: '' };

/** The day in Italy at an instant, `YYYY-MM-DD`. */
export const dayInItaly = (instant: Date): string => {
  const quarter = Math.floor(instant.getTime() / QUARTER_MS);
  if (quarter !== lately.quarter) lately = { quarter, day: romanDay.format(instant) };
  return lately.day;
};

/** When a day begins in Italy. @param day `YYYY-MM-DD` */
export const startOfDayInItaly = (day: string): Date => {
  const inSummer = new Date(`${day}T00:00:00+02:00`);
  return dayInItaly(inSummer) === day ? inSummer : new Date(`${day}T00:00:00+01:00`);
};

const romanTime = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit' });

/** `HH:MM` in Italy at an instant. */
export const timeInItaly = (instant: Date): string => romanTime.format(instant);

/**
 * When it is a time of a day in Italy. Of the hour that comes twice when summer ends the first one is taken.
 * @param day `YYYY-MM-DD` @param time `HH:MM`
 */
export const instantInItaly = (day: string, time: string): Date => {
  const inSummer = new Date(`${day}T${time}:00+02:00`);
  return timeInItaly(inSummer) === time ? inSummer : new Date(`${day}T${time}:00+01:00`);
};
