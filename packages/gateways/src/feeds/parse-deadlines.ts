import { isCalendarDate } from '@stanza/core';
import ICAL from 'ical.js';
import { bulletinOf } from './bulletin-texts.ts';
import { exceptionOf, type Occurrence, occurrencesOf } from './occurrences.ts';
import type { ParsedFeed } from './parsed-feed.ts';

/** The lines of the events, each its own, apart from those of the calendar around them: a bad line spoils its event alone. */
const taken = (body: string): { readonly calendar: string; readonly events: readonly string[] } => {
  const calendar: string[] = [];
  const events: string[][] = [];
  let open: string[] | null = null;
  for (const line of body.split(/\r\n|\n|\r/u)) {
    const mark = line.trimEnd().toUpperCase();
    if (mark === 'BEGIN:VEVENT') {
      open = [];
      events.push(open);
    }
    (open ?? calendar).push(line);
    if (mark === 'END:VEVENT') open = null;
  }
  return { calendar: calendar.join('\r\n'), events: events.map((lines) => lines.join('\r\n')) };
};

/** What `read` gives of each, and of how many it gives nothing because it throws. */
const readEach = <Given, Read>(all: readonly Given[], read: (given: Given) => Read) => {
  const good: Read[] = [];
  for (const one of all) {
    try {
      good.push(read(one));
    } catch {
      // What is wrong with the event of another site is for its owner to find: here it is only counted.
    }
  }
  return { good, bad: all.length - good.length };
};

const eventsIn = (body: string) => {
  const { calendar, events } = taken(body);
  const root = new ICAL.Component(ICAL.parse(calendar));
  if (root.name !== 'vcalendar') throw new Error('The feed is no calendar');
  // The zones of an event are those of the calendar that it is in.
  return readEach(events, (lines) => root.addSubcomponent(new ICAL.Component(ICAL.parse(lines))));
};

const textOf = (event: ICAL.Event, name: string): string => String(event.component.getFirstPropertyValue(name) ?? '');

const uidOf = (component: ICAL.Component): string => String(component.getFirstPropertyValue('uid') ?? '');

/** Null when the occurrence says nothing: the others of its series may. */
const itemOf = ({ event, day, when }: Occurrence) => {
  const { uid, summary, description } = event;
  const link = textOf(event, 'url');
  return bulletinOf({
    id: `${uid ?? summary}/${when}`,
    title: summary ?? '',
    text: description ?? '',
    link,
    day,
  });
};

/**
 * The deadlines of an iCalendar feed: of each event its last day; of what recurs, the occurrences of the year that follows. Events
 * that cannot be read are left out and counted. A rule may be made so that its next occurrence never comes: call it where it can be
 * stopped.
 * @param today what is over by then is left out, `YYYY-MM-DD`
 * @throws Error when it is no such feed, or no event of it can be read
 */
export const parseDeadlines = (body: string, today: string): ParsedFeed => {
  const { good: components, bad } = eventsIn(body);
  // The library gives what was moved to every event of the calendar, unless it is told which are its own.
  const exceptions = readEach(
    components.filter((component) => component.hasProperty('recurrence-id')),
    exceptionOf,
  );
  const moved = Map.groupBy(exceptions.good, ({ event }) => uidOf(event.component));
  const own = components.filter((component) => !component.hasProperty('recurrence-id'));
  const read = readEach(own, (component) =>
    occurrencesOf(component, moved.get(uidOf(component)) ?? [], today)
      .filter(({ event, day }) => isCalendarDate(day) && day >= today && textOf(event, 'status') !== 'CANCELLED')
      .map(itemOf),
  );
  const found = read.good.flat();
  const items = found.filter((item) => item !== null);
  const skipped = bad + exceptions.bad + read.bad + found.length - items.length;
  if (skipped > 0 && items.length === 0 && read.good.every((series) => series.length > 0)) {
    throw new Error('No event can be read');
  }
  return { items, skipped };
};
