import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type BulletinKind, type Feed, type FeedReader, type ImportedBulletin, MAX_FEED_ITEMS } from '@stanza/core';
import { FeedProblem } from './feeds/feed-problem.ts';
import { fetchFeed } from './feeds/fetch-feed.ts';
import type { ParsedFeed } from './feeds/parsed-feed.ts';

const THREAD = new URL('./feeds/parsing-thread.ts', import.meta.url);
/** For fetching all of it, redirects included. */
const MAX_FETCH_MS = 10_000;
/** The largest feeds take some tenths of a second: what takes longer was made for that. */
const MAX_PARSE_MS = 10_000;
const MAX_HEAP_MB = 256;

export interface FeedReaderOptions {
  /** In production: only HTTPS, and no address of this machine or of a private network. */
  readonly publicOnly: boolean;
  /** How long fetching may take. */
  readonly maxFetchMs?: number;
  /** How long parsing may take, the start of its thread included. */
  readonly maxParseMs?: number;
}

/**
 * Parses on a thread of its own, which can be stopped: a rule of recurrence may be endless.
 * @throws FeedProblem when it is no feed, or takes more time or memory than it may
 */
const parse = async (kind: BulletinKind, body: string, today: string, maxMs: number): Promise<ParsedFeed> => {
  const thread = new Worker(THREAD, {
    workerData: { kind, body, today },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  // One that comes after the time is over has nobody else to hear it, and would end the process.
  thread.on('error', () => {});
  try {
    const answer: readonly (ParsedFeed | null)[] = await once(thread, 'message', {
      signal: AbortSignal.timeout(maxMs),
    }).catch((error: unknown) => {
      throw new FeedProblem('too_complex', error);
    });
    const [parsed = null] = answer;
    if (parsed === null) throw new FeedProblem('not_a_feed');
    return parsed;
  } finally {
    await thread.terminate();
  }
};

/** Each key once; the newest notices (what has no day counts as new), the soonest deadlines. */
const bounded = (
  kind: BulletinKind,
  items: readonly ImportedBulletin[],
  today: string,
): readonly ImportedBulletin[] => {
  const sign = kind === 'news' ? -1 : 1;
  const dayOf = ({ day }: ImportedBulletin): string => day ?? today;
  const sorted = items.toSorted((a, b) => (dayOf(a) === dayOf(b) ? 0 : dayOf(a) < dayOf(b) ? -sign : sign));
  return [...new Map(sorted.toReversed().map((item) => [item.key, item])).values()]
    .toReversed()
    .slice(0, MAX_FEED_ITEMS);
};

const read = async (
  feed: Pick<Feed, 'kind' | 'url' | 'etag' | 'lastModified'>,
  today: string,
  { publicOnly, maxFetchMs = MAX_FETCH_MS, maxParseMs = MAX_PARSE_MS }: FeedReaderOptions,
): ReturnType<FeedReader['read']> => {
  const signal = AbortSignal.timeout(maxFetchMs);
  try {
    // What a calendar gives depends on the day: an unchanged one must be read again, or its deadlines run out.
    const marks = feed.kind === 'deadline' ? { etag: null, lastModified: null } : {};
    const fetched = await fetchFeed({ ...feed, ...marks }, { publicOnly, signal });
    if (fetched === null) return { outcome: 'unchanged' };
    const { items, skipped } = await parse(feed.kind, fetched.body, today, maxParseMs);
    const { etag, lastModified } = fetched;
    return { outcome: 'items', items: bounded(feed.kind, items, today), skipped, etag, lastModified };
  } catch (error) {
    if (error instanceof FeedProblem) return { outcome: 'failed', failure: error.failure };
    return { outcome: 'failed', failure: signal.aborted ? 'too_slow' : 'unreachable' };
  }
};

/** Reads feeds over HTTP: RSS and Atom for notices, iCalendar for deadlines (ADR 20). */
export const makeFeedReader = (options: FeedReaderOptions): FeedReader => ({
  read: (feed, today) => read(feed, today, options),
});
