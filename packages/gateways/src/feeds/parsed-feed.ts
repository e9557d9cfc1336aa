import type { ImportedBulletin } from '@stanza/core';

/** What could be read of a feed, and of how many of its items nothing could. */
export interface ParsedFeed {
  readonly items: readonly ImportedBulletin[];
  readonly skipped: number;
}
