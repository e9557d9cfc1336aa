import type { BulletinKind, KeptBulletin, PublishedBulletin } from '../../bulletin/bulletin.ts';
import type { BulletinStore, FeedStore } from '../../ports/bulletin-store.ts';
import type { ReadModels } from '../../ports/read-models.ts';
import { isCalendarDate } from '../../shared/calendar.ts';
import type { StoredBulletin, TenantData } from './tenant-data.ts';

/** What one has that nobody has given any bounds. */
export const BY_HAND = { visibleFrom: null, visibleUntil: null, key: null, version: 1 } as const;

const ofKind = (data: TenantData, kind: BulletinKind) => (kind === 'news' ? data.news : data.deadlines);

const kept = (id: string, { key, ...bulletin }: StoredBulletin): KeptBulletin => ({
  ...bulletin,
  id,
  imported: key !== null,
});

export const bulletinStore = (data: TenantData): BulletinStore => {
  const byHand = (kind: BulletinKind, id: string) => ofKind(data, kind).get(id)?.key === null;
  return {
    async byId(kind, id) {
      const found = ofKind(data, kind).get(id);
      return found === undefined ? null : kept(id, found);
    },
    async insert(kind, id, bulletin) {
      if (ofKind(data, kind).has(id)) return false;
      ofKind(data, kind).set(id, { ...bulletin, key: null, version: 1 });
      return true;
    },
    async update(kind, id, bulletin, expectedVersion) {
      if (!byHand(kind, id) || ofKind(data, kind).get(id)?.version !== expectedVersion) return false;
      ofKind(data, kind).set(id, { ...bulletin, key: null, version: expectedVersion + 1 });
      return true;
    },
    delete: async (kind, id) => byHand(kind, id) && ofKind(data, kind).delete(id),
    async saveImported(kind, items, today, nextId) {
      const all = ofKind(data, kind);
      const known = new Map(
        [...all].flatMap(([id, { key, day }]) => (key === null ? [] : [[key, { id, day }] as const])),
      );
      for (const { id } of known.values()) all.delete(id);
      for (const item of items) {
        const before = known.get(item.key);
        all.set(before?.id ?? nextId(), { ...BY_HAND, ...item, day: item.day ?? before?.day ?? today });
      }
    },
  };
};

/** The store of feeds; that a reading is queued is the work of nobody in memory. */
export const feedStore = ({ feeds }: TenantData): FeedStore => {
  const of = async (kind: BulletinKind) => feeds.get(kind) ?? null;
  return {
    of,
    lock: of,
    async saveAddress(kind, url) {
      const unread = { etag: null, lastModified: null, readAt: null, failure: null, skipped: 0 };
      if (url === null) feeds.delete(kind);
      else feeds.set(kind, { kind, url, ...unread });
    },
    async saveReading(kind, readAt, failure, marks) {
      const feed = feeds.get(kind);
      if (feed !== undefined) feeds.set(kind, { ...feed, readAt, failure, ...marks });
    },
    async enqueueImport() {},
  };
};

const byDay = (a: PublishedBulletin, b: PublishedBulletin): number =>
  a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1;

const isVisible = ({ visibleFrom, visibleUntil }: KeptBulletin, today: string): boolean =>
  (visibleFrom === null || visibleFrom <= today) && (visibleUntil === null || visibleUntil >= today);

const published = ({ id, title, text, day, link }: KeptBulletin): PublishedBulletin => ({ id, title, text, day, link });

export const bulletinReads = (
  data: TenantData,
): Pick<ReadModels, 'news' | 'deadlines' | 'bulletin' | 'bulletinPage'> => {
  const all = (kind: BulletinKind) => [...ofKind(data, kind)].map(([id, item]) => kept(id, item)).toSorted(byDay);
  const shown = (kind: BulletinKind, today: string) =>
    all(kind).filter((item) => isVisible(item, today) && (kind === 'deadline' || item.day <= today));
  return {
    news: async (today, limit) => shown('news', today).toReversed().slice(0, limit).map(published),
    deadlines: async (today, limit) =>
      shown('deadline', today)
        .filter(({ day }) => day >= today)
        .slice(0, limit)
        .map(published),
    async bulletin(kind, id, today) {
      const found = shown(kind, today).find((item) => item.id === id);
      return found === undefined ? null : published(found);
    },
    async bulletinPage(kind, { after, limit }) {
      const [, day = '', id = ''] = /^([^_]*)_(.+)$/u.exec(after ?? '') ?? [];
      const isNext = (item: KeptBulletin) => item.day < day || (item.day === day && item.id < id);
      const rest = all(kind).toReversed();
      const left = isCalendarDate(day) ? rest.filter(isNext) : rest;
      const rows = left.slice(0, limit);
      const last = left.length > limit ? rows.at(-1) : undefined;
      return { rows, next: last === undefined ? null : `${last.day}_${last.id}` };
    },
  };
};
