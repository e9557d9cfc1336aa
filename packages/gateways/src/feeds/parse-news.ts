import { dayInItaly, isCalendarDate } from '@stanza/core';
import { parseFeed } from 'feedsmith';
import { bulletinOf } from './bulletin-texts.ts';
import type { ParsedFeed } from './parsed-feed.ts';

interface Item {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly text: string | undefined;
  readonly link: string | undefined;
  readonly date: string | undefined;
}

/** The items of RSS 2.0, RSS 1.0 and Atom, under one set of names. @throws Error when it is none of them */
const itemsOf = (body: string): readonly Item[] => {
  // Entities of one's own are of no use to a feed; to who wants to exhaust its readers they are.
  if (/<!ENTITY/iu.test(body)) throw new Error('The feed declares entities');
  const parsed = parseFeed(body);
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map(({ guid, title, description, link, pubDate, dc, content }) => ({
        id: guid?.value,
        title,
        text: description ?? content?.encoded,
        link,
        date: pubDate ?? dc?.dates?.[0],
      }));
    case 'rdf':
      return (parsed.feed.items ?? []).map(({ title, description, link, dc }) => ({
        id: link,
        title,
        text: description,
        link,
        date: dc?.dates?.[0],
      }));
    case 'atom':
      return (parsed.feed.entries ?? []).map(({ id, title, summary, content, links = [], published, updated }) => ({
        id,
        title: title?.value,
        text: summary?.value ?? content?.value,
        link: links.find(({ rel = 'alternate' }) => rel === 'alternate')?.href,
        date: published ?? updated,
      }));
    default:
      throw new Error('The feed is neither RSS nor Atom');
  }
};

const dayOf = (date: string | undefined): string | null => {
  const instant = new Date(date ?? '');
  const day = Number.isNaN(instant.getTime()) ? '' : dayInItaly(instant);
  return isCalendarDate(day) ? day : null;
};

/** The notices of an RSS or Atom feed; those that say nothing are left out and counted. @throws Error when it is no such feed */
export const parseNews = (body: string): ParsedFeed => {
  const all = itemsOf(body);
  const items = all.flatMap(({ id, title = '', text = '', link = '', date }) => {
    const day = dayOf(date);
    return bulletinOf({ id: id || link || title, title, text, link, day }) ?? [];
  });
  return { items, skipped: all.length - items.length };
};
