import type { BulletinKind } from './bulletin.ts';

/** Why the last reading of a feed failed. */
export const FEED_FAILURES = [
  'unreachable',
  'forbidden_address',
  'too_slow',
  'too_large',
  'too_many_redirects',
  'bad_status',
  'not_a_feed',
  'too_complex',
] as const;
export type FeedFailure = (typeof FEED_FAILURES)[number];

/** Where the notices (RSS or Atom) or the deadlines (iCalendar) of an ente are read, and how that went. */
export interface Feed {
  readonly kind: BulletinKind;
  readonly url: string;
  /** What the server said of its last good answer, so that it need not send it again. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When it was last read, well or not; null before the first time. */
  readonly readAt: Date | null;
  /** Null when the last reading went well. */
  readonly failure: FeedFailure | null;
  /** How many items of its last good answer could not be read. */
  readonly skipped: number;
}

/** What a good answer of the server leaves behind, beside its items. */
export type FeedMarks = Pick<Feed, 'etag' | 'lastModified' | 'skipped'>;

/** At most so many of a feed are kept: the newest notices, the soonest deadlines. */
export const MAX_FEED_ITEMS = 50;
