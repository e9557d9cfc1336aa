import { BULLETIN_KINDS, type BulletinKind } from '../../bulletin/bulletin.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FeedReader } from '../../ports/feed-reader.ts';
import type { Ids } from '../../ports/ids.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import type { TenantId } from '../../shared/ids.ts';
import { tenantOf } from './letter-head.ts';

export type ImportFeeds = (tenantId: TenantId) => Promise<void>;

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly tenants: TenantDirectory;
  readonly feedReader: FeedReader;
  readonly ids: Ids;
  readonly clock: Clock;
}

const importFeed = async ({ unitOfWork, feedReader, ids, clock }: Deps, tenantId: TenantId, kind: BulletinKind) => {
  const feed = await unitOfWork.read(tenantId, ({ feeds }) => feeds.of(kind));
  if (feed === null) return;
  const now = clock.now();
  const today = dayInItaly(now);
  const reading = await feedReader.read(feed, today);
  await unitOfWork.run(tenantId, async ({ feeds, bulletins }) => {
    // Meanwhile an administrator may have set another address: then this is not what they want to see.
    if ((await feeds.lock(kind))?.url !== feed.url) return;
    if (reading.outcome !== 'items') {
      return feeds.saveReading(kind, now, reading.outcome === 'failed' ? reading.failure : null, null);
    }
    const { items, etag, lastModified, skipped } = reading;
    await bulletins.saveImported(kind, items, today, ids.next);
    await feeds.saveReading(kind, now, null, { etag, lastModified, skipped });
  });
};

/**
 * Reads the feeds of an ente. What is in a feed is published, what is no longer there goes, what was written by hand stays.
 * When a reading fails, what the one before has brought stays, and why is kept for the administrators. An
 * ente that was disabled since its reading was queued has none: nobody of theirs can come in to see what it brings.
 */
export const makeImportFeeds =
  (deps: Deps): ImportFeeds =>
  async (tenantId) => {
    if ((await tenantOf(deps.tenants, tenantId)).disabled) return;
    for (const kind of BULLETIN_KINDS) await importFeed(deps, tenantId, kind);
  };
