import { dayInItaly, daysAfter, type ImportedBulletin, isCalendarDate } from '@stanza/core';
import ICAL from 'ical.js';
import { bulletinOf } from './bulletin-texts.ts';

/** How far ahead the occurrences of what recurs are looked for, and how many of them are kept. */
const HORIZON_DAYS = 366;
const MAX_OCCURRENCES = 20;
/** A rule that has not come to today after so many steps is given up. */
const MAX_STEPS = 5_000;

/** The last day of what takes place, in Italy; of what has no zone, as the calendar says it. */
const lastDay = (start: ICAL.Time, end: ICAL.Time): string => {
  // The end of whole days is the day after (RFC 5545, 3.6.1).
  if (end.isDate) {
    const day = end.toString();
    return end.compare(start) > 0 ? daysAfter(day, -1) : day;
  }
  return end.zone.tzid === 'floating' ? end.toString().slice(0, 10) : dayInItaly(end.toJSDate());
};

interface Occurrence {
  readonly event: ICAL.Event;
  readonly day: string;
  /** What tells it from the other occurrences of its event. */
  readonly when: string;
}

const occurrencesOf = (event: ICAL.Event, today: string): readonly Occurrence[] => {
  if (!event.isRecurring()) return [{ event, day: lastDay(event.startDate, event.endDate), when: '' }];
  const horizon = daysAfter(today, HORIZON_DAYS);
  const found: Occurrence[] = [];
  const iterator = event.iterator();
  for (let steps = 0; steps < MAX_STEPS && found.length < MAX_OCCURRENCES; steps += 1) {
    const next: ICAL.Time | undefined = iterator.next();
    if (next === undefined) break;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    const day = lastDay(startDate, endDate);
    if (day > horizon) break;
    if (day >= today) found.push({ event: item, day, when: next.toString() });
  }
  return found;
};

const textOf = (event: ICAL.Event, name: string): string => String(event.component.getFirstPropertyValue(name) ?? '');

const uidOf = (component: ICAL.Component): string => String(component.getFirstPropertyValue('uid') ?? '');

/**
 * The deadlines of an iCalendar feed: of each event its last day; of what recurs, the occurrences of the year that follows.
 * A rule may be made so that its next occurrence never comes: call it where it can be stopped.
 * @param today what is over by then is left out, `YYYY-MM-DD`
 * @throws Error when it is no such feed
 */
export const parseDeadlines = (body: string, today: string): readonly ImportedBulletin[] => {
  const calendar = new ICAL.Component(ICAL.parse(body));
  if (calendar.name !== 'vcalendar') throw new Error('The feed is no calendar');
  const components = calendar.getAllSubcomponents('vevent');
  // The library gives what was moved to every event of the calendar, unless it is told which are its own.
  const moved = Map.groupBy(
    components.filter((component) => component.hasProperty('recurrence-id')),
    uidOf,
  );
  return components
    .filter((component) => !component.hasProperty('recurrence-id') && component.hasProperty('dtstart'))
    .map((component) => new ICAL.Event(component, { exceptions: moved.get(uidOf(component)) ?? [] }))
    .flatMap((event) => occurrencesOf(event, today))
    .filter(({ event, day }) => isCalendarDate(day) && day >= today && textOf(event, 'status') !== 'CANCELLED')
    .flatMap(({ event, day, when }) => {
      const { uid, summary, description } = event;
      const link = textOf(event, 'url');
      const id = `${uid ?? summary}/${when}`;
      return bulletinOf({ id, title: summary ?? '', text: description ?? '', link, day }) ?? [];
    });
};
