import { createHash } from 'node:crypto';
import {
  cleanText,
  type ImportedBulletin,
  MAX_BULLETIN_LINK,
  MAX_BULLETIN_TEXT,
  MAX_BULLETIN_TITLE,
} from '@stanza/core';
import { convert } from 'html-to-text';

const HTML = /<[a-z!/][^>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/iu;
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
/** What is longer than this is cut before it is read: a thousand words are shown. */
const MAX_HTML = 50_000;

/** HTML as plain paragraphs, without addresses and pictures; what is no HTML stays as it is. */
const plain = (text: string): string => {
  const beginning = text.slice(0, MAX_HTML);
  if (!HTML.test(beginning)) return cleanText(beginning);
  const converted = convert(beginning, {
    wordwrap: false,
    limits: { maxDepth: 50 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
  return cleanText(converted);
};

const cut = (text: string, max: number): string => {
  const characters = [...text];
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
};

/** A link that a page may have; null for every other scheme, and for what is no address. */
const linkOf = (text: string): string | null => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '') return null;
  return url.href.length > MAX_BULLETIN_LINK ? null : url.href;
};

/**
 * An item of a feed as it may be kept: plain, bounded, under a key of a fixed length.
 * @returns null when there is nothing to show
 */
export const bulletinOf = (item: {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly link: string;
  /** Null when the feed gives none. */
  readonly day: string | null;
}): ImportedBulletin | null => {
  const text = plain(item.text);
  const title = plain(item.title).replaceAll(/\s+/gu, ' ') || text.replaceAll(/\s+/gu, ' ');
  if (title === '') return null;
  return {
    key: createHash('sha256').update(item.id).digest('hex'),
    title: cut(title, MAX_BULLETIN_TITLE),
    text: cut(text, MAX_BULLETIN_TEXT),
    day: item.day,
    link: linkOf(item.link.trim()),
  };
};
