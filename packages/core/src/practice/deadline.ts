import { dayInItaly, daysAfter, italianDate } from '../shared/calendar.ts';
import { type Integration, isOpen } from './integration.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Longest suspension of the term of a procedure, in days (law 241/1990 art. 2 c. 7). */
const MAX_SUSPENSION = 30;

const lastDay = (submittedAt: Date, days: number): string => daysAfter(dayInItaly(submittedAt), days);

/**
 * The last day for the office to answer. The days are counted from the one after the sending (law 241/1990 art. 2;
 * civil code art. 2963: the first day does not count).
 * @returns `31/12/2026`
 */
export const deadline = (submittedAt: Date, days: number): string => italianDate(lastDay(submittedAt, days));

/** Whole days of the calendar between two days. */
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** The last day for the office to answer, and whether the time for it stands still. */
export interface Term {
  /** `31/12/2026`; while it is suspended, as it would be if the citizen answered today. */
  readonly deadline: string;
  readonly suspended: boolean;
}

/**
 * The request that suspends the term: the first one, if it was made in time and not taken back. Nothing suspends it a second
 * time, also when the first request was taken back: the citizen had been told that the term stood still.
 * @param integrations all of the practice, oldest first
 */
export const suspending = <Asked extends Pick<Integration, 'requestedAt' | 'cancelledAt'>>(
  integrations: readonly Asked[],
  submittedAt: Date,
  days: number,
): Asked | undefined => {
  const [first] = integrations;
  return first !== undefined &&
    first.cancelledAt === null &&
    dayInItaly(first.requestedAt) <= lastDay(submittedAt, days)
    ? first
    : undefined;
};

/**
 * The term of a practice with its requests of integration (law 241/1990 art. 2 c. 7: suspended once, for at most thirty
 * days). A request that the office has cancelled moves nothing.
 * @param integrations oldest first
 * @param today the day in Italy, `YYYY-MM-DD`
 */
export const term = (
  submittedAt: Date,
  days: number,
  integrations: readonly Pick<Integration, 'requestedAt' | 'answeredAt' | 'cancelledAt'>[],
  today: string,
): Term => {
  const asked = suspending(integrations, submittedAt, days);
  if (asked === undefined) return { deadline: deadline(submittedAt, days), suspended: false };
  const until = asked.answeredAt === null ? today : dayInItaly(asked.answeredAt);
  const stood = daysBetween(dayInItaly(asked.requestedAt), until);
  return {
    deadline: deadline(submittedAt, days + Math.min(MAX_SUSPENSION, stood)),
    suspended: isOpen(asked) && stood < MAX_SUSPENSION,
  };
};
