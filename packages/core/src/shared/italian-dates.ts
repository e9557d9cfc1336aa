import { dayInItaly } from './calendar.ts';

const monthAndYear = new Intl.DateTimeFormat('it-IT', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', timeStyle: 'short' });

/** "12 marzo 2026", "1º marzo 2026": the first of a month is an ordinal. @param day `YYYY-MM-DD` */
export const longDay = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  const number = date.getUTCDate();
  return `${number === 1 ? '1º' : number} ${monthAndYear.format(date)}`;
};

/** "12 marzo 2026, ore 10:42", Italian time. */
export const dayAndTime = (instant: Date): string => `${longDay(dayInItaly(instant))}, ore ${time.format(instant)}`;

const ELIDED = { il: 'l’', al: 'all’', dal: 'dall’', del: 'dell’' } as const;

/** The eighth and the eleventh, in figures, begin with a vowel when they are read. */
const BEGINS_WITH_VOWEL = /^(?:0?8|11)(?!\d)/u;

/**
 * A date after its article or preposition: "il 7 marzo 2026", "dall’8 marzo 2026", "dell’11/03/2026".
 * @param date begins with the day: as `longDay`, `dayAndTime` and `italianDate` give it
 */
export const withArticle = (article: keyof typeof ELIDED, date: string): string =>
  BEGINS_WITH_VOWEL.test(date) ? `${ELIDED[article]}${date}` : `${article} ${date}`;
