import { dayInItaly, italianDate } from '../shared/calendar.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The last day for the office to answer. The days are counted from the one after the sending (law 241/1990 art. 2;
 * civil code art. 2963: the first day does not count).
 * @returns `31/12/2026`
 */
export const deadline = (submittedAt: Date, days: number): string => {
  // Whole days of the calendar, so that the change to summer time moves nothing.
  const sent = Date.parse(`${dayInItaly(submittedAt)}T00:00:00Z`);
  return italianDate(new Date(sent + days * DAY_MS).toISOString().slice(0, 10));
};
