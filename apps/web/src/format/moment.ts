const day = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', dateStyle: 'long' });
const time = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', timeStyle: 'short' });
const shortDay = new Intl.DateTimeFormat('it-IT', {
  timeZone: 'Europe/Rome',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

/** "12 marzo 2026, ore 10:42", Italian time. */
export const dayAndTime = (instant: Date): string => `${day.format(instant)}, ore ${time.format(instant)}`;

/** "12 marzo 2026". @param date `YYYY-MM-DD` */
export const longDay = (date: string): string => day.format(new Date(`${date}T12:00:00Z`));

/** "12/03/2026", the day in Italy. */
export const dayOnly = (instant: Date): string => shortDay.format(instant);
