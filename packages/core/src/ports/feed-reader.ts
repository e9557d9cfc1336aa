import type { ImportedBulletin } from '../bulletin/bulletin.ts';
import type { Feed, FeedFailure, FeedMarks } from '../bulletin/feed.ts';

export type FeedReading =
  | ({
      readonly outcome: 'items';
      readonly items: readonly ImportedBulletin[];
    } & FeedMarks)
  /** The server says that nothing has changed since the last good answer. */
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'failed'; readonly failure: FeedFailure };

/**
 * Reads feeds of others, of which nothing is trusted: neither address nor size nor content.
 *
 * Promise: never rejects for what the other side does; takes a bounded time and a bounded size; gives at most `MAX_FEED_ITEMS`
 * items, each key once, whose titles and texts are plain and no longer than those of a bulletin. An item that cannot be read is left
 * out and counted.
 */
export interface FeedReader {
  /** @param today `YYYY-MM-DD` in Italy: deadlines that are over by then are left out */
  read(feed: Pick<Feed, 'kind' | 'url' | 'etag' | 'lastModified'>, today: string): Promise<FeedReading>;
}
