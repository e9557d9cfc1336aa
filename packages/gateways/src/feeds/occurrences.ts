import { dayInItaly, daysAfter } from '@stanza/core';
import ICAL from 'ical.js';
import { refuseEndlessRule } from './endless-rule.ts';

/** How far ahead the occurrences of what recurs are looked for, and how many of them are kept. */
const HORIZON_DAYS = 366;
const MAX_OCCURRENCES = 20;
/** A rule that has not come to its end or to today after so many steps is given up: some tenths of a second. */
const MAX_STEPS = 20_000;
const DAY_SECONDS = 24 * 60 * 60;

/** The last day of what takes place, in Italy; of what has no zone, as the calendar says it. */
const lastDay = (start: ICAL.Time, end: ICAL.Time): string => {
  // The end of whole days is the day after (RFC 5545, 3.6.1).
  if (end.isDate) {
    const day = end.toString();
    return end.compare(start) > 0 ? daysAfter(day, -1) : day;
  }
  return end.zone.tzid === 'floating' ? end.toString().slice(0, 10) : dayInItaly(end.toJSDate());
};

export interface Occurrence {
  readonly event: ICAL.Event;
  readonly day: string;
  /** What tells it from the other occurrences of its event. */
  readonly when: string;
}

const rulesOf = (event: ICAL.Event): readonly ICAL.Recur[] =>
  event.component.getAllProperties('rrule').flatMap((property) => {
    const rule = property.getFirstValue();
    return rule instanceof ICAL.Recur ? [rule] : [];
  });

const PERIOD_DAYS: Readonly<Record<string, number>> = { DAILY: 1, WEEKLY: 7 };

/**
 * Where to begin with what recurs by days or weeks: so many of its periods later that whatever came before is over today.
 * What is counted, or has more than one rule, begins where it begins.
 */
const startNear = (event: ICAL.Event, rules: readonly ICAL.Recur[], today: string): ICAL.Time => {
  const start = event.startDate;
  const [rule, another] = rules;
  const period = rule === undefined ? 0 : (PERIOD_DAYS[rule.freq] ?? 0) * rule.interval;
  if (period === 0 || another !== undefined || rule?.count != null) return start;
  const lasts = event.duration.toSeconds() / DAY_SECONDS;
  // One day more: the days of its zone may not be those of Italy.
  const passed = Date.parse(today) / 1000 / DAY_SECONDS - start.toUnixTime() / DAY_SECONDS - lasts - 1;
  const near = start.clone();
  near.adjust(Math.max(0, Math.floor(passed / period)) * period, 0, 0, 0);
  return near;
};

/** The occurrences of a series that nobody has moved. @param movedFrom when those that were would have begun, in seconds */
const unmoved = (event: ICAL.Event, movedFrom: ReadonlySet<number>, today: string): readonly Occurrence[] => {
  const rules = rulesOf(event);
  for (const rule of rules) refuseEndlessRule(rule);
  const horizon = daysAfter(today, HORIZON_DAYS);
  const found: Occurrence[] = [];
  const iterator = event.iterator(startNear(event, rules, today));
  for (let steps = 0; found.length < MAX_OCCURRENCES; steps += 1) {
    if (steps === MAX_STEPS) throw new Error('The rule takes too many steps');
    const next: ICAL.Time | undefined = iterator.next();
    if (next === undefined || next.toString().slice(0, 10) > horizon) break;
    if (movedFrom.has(next.toUnixTime())) continue;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    const day = lastDay(startDate, endDate);
    if (day >= today && day <= horizon) found.push({ event: item, day, when: next.toString() });
  }
  return found;
};

const once = (event: ICAL.Event, when: string): Occurrence => ({
  event,
  day: lastDay(event.startDate, event.endDate),
  when,
});

/** What changes one occurrence of a series, or it and all that follow. @throws Error when it cannot be read */
export const exceptionOf = (component: ICAL.Component): Occurrence => {
  const event = new ICAL.Event(component);
  return once(event, event.recurrenceId.toString());
};

/**
 * When an event takes place: once, or on the next days of what recurs. What was moved is where it was moved to, whatever its
 * first day was.
 * @param exceptions of this event alone
 * @param today what is over by then is of no use, `YYYY-MM-DD`
 * @throws Error when the event or its rule cannot be read
 */
export const occurrencesOf = (
  component: ICAL.Component,
  exceptions: readonly Occurrence[],
  today: string,
): readonly Occurrence[] => {
  const moved = exceptions.map((exception) => exception.event);
  const event = new ICAL.Event(component, { exceptions: moved });
  if (!event.isRecurring()) return [once(event, '')];
  const horizon = daysAfter(today, HORIZON_DAYS);
  const movedFrom = new Set(moved.map(({ recurrenceId }) => recurrenceId.toUnixTime()));
  return [...unmoved(event, movedFrom, today), ...exceptions.filter(({ day }) => day >= today && day <= horizon)]
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .slice(0, MAX_OCCURRENCES);
};
