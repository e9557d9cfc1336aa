import type {
  Bulletin,
  BulletinKind,
  BulletinVisibility,
  ImportedBulletin,
  KeptBulletin,
} from '../bulletin/bulletin.ts';
import type { Feed, FeedFailure, FeedMarks } from '../bulletin/feed.ts';

/** The notices and the deadlines of an ente. What comes from a feed is changed by its readings alone. */
export interface BulletinStore {
  byId(kind: BulletinKind, id: string): Promise<KeptBulletin | null>;
  /** @returns false, writing nothing, when there is one with this id, also under concurrency */
  insert(kind: BulletinKind, id: string, bulletin: Bulletin & BulletinVisibility): Promise<boolean>;
  /** @returns false, writing nothing, when it is not there, comes from a feed or is no longer at the expected version */
  update(
    kind: BulletinKind,
    id: string,
    bulletin: Bulletin & BulletinVisibility,
    expectedVersion: number,
  ): Promise<boolean>;
  /** @returns false, deleting nothing, when it is not there or comes from a feed */
  delete(kind: BulletinKind, id: string): Promise<boolean>;
  /**
   * Makes the imported ones of a kind these: those with a known key are changed, new ones added, the others deleted.
   * @param today the day of new ones that have none, `YYYY-MM-DD`; known ones without a day keep theirs
   * @param nextId for those that are new
   */
  saveImported(
    kind: BulletinKind,
    items: readonly ImportedBulletin[],
    today: string,
    nextId: () => string,
  ): Promise<void>;
}

/** The feeds of an ente: at most one for each kind. */
export interface FeedStore {
  of(kind: BulletinKind): Promise<Feed | null>;
  /** As `of`, and nobody else changes it until the transaction ends. */
  lock(kind: BulletinKind): Promise<Feed | null>;
  /** Sets the address, of which nothing is known yet; null for no feed. */
  saveAddress(kind: BulletinKind, url: string | null): Promise<void>;
  /** Notes how a reading went. @param marks what a good answer left; null to keep what the one before left */
  saveReading(kind: BulletinKind, at: Date, failure: FeedFailure | null, marks: FeedMarks | null): Promise<void>;
  /**
   * Queues a reading of the feeds of the ente, once the transaction commits; one that waits already is enough.
   * @param when `now` when somebody waits for it; `in_turn` after everything else that there is to do
   */
  enqueueImport(when: 'now' | 'in_turn'): Promise<void>;
}
