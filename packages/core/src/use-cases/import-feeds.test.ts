import { describe, expect, it } from '@jest/globals';
import type { FeedReader, FeedReading } from '../ports/feed-reader.ts';
import { dayInItaly } from '../shared/calendar.ts';
import { openingIdSchema } from '../shared/ids.ts';
import { anOperator, aTenant, makeMemoryPorts, must } from '../testing/index.ts';
import { makeDeleteBulletin } from './administrator/delete-bulletin.ts';
import { makeRequestFeedReading } from './administrator/request-feed-reading.ts';
import { makeSaveBulletin } from './administrator/save-bulletin.ts';
import { makeSaveFeed } from './administrator/save-feed.ts';
import { makeImportFeeds } from './system/import-feeds.ts';

const URL = 'https://c.example/rss';
const items = (...titles: string[]): FeedReading => ({
  outcome: 'items',
  items: titles.map((title) => ({ key: title, title, text: '', day: '2026-03-01', link: null })),
  etag: '"1"',
  lastModified: null,
  skipped: 1,
});

const begin = async () => {
  const ports = makeMemoryPorts();
  const ente = aTenant(ports.ids.next());
  await ports.setup.addTenant(ente);
  const operator = anOperator(ports.ids.next(), { role: 'amministratore' });
  const administrator = { operator, address: '192.0.2.1' };
  const saveFeed = makeSaveFeed({ ...ports, feedScheme: 'https' });
  const importing = (read: FeedReader['read']) => makeImportFeeds({ ...ports, feedReader: { read } })(ente.id);
  const titles = async () =>
    (await ports.unitOfWork.read(ente.id, ({ reads }) => reads.news('2026-03-02', 50))).map(({ title }) => title);
  const feed = () => ports.unitOfWork.read(ente.id, ({ feeds }) => feeds.of('news'));
  return { ports, ente, administrator, saveFeed, importing, titles, feed };
};

describe('the reading of the feeds of an ente', () => {
  it('keeps what the last good one brought when nothing has changed and when it fails', async () => {
    const { ente, administrator, saveFeed, importing, titles, feed } = await begin();
    must(await saveFeed(ente.id, administrator, 'news', URL));
    await importing(async () => items('Uno'));
    await importing(async ({ etag }) => (etag === '"1"' ? { outcome: 'unchanged' } : items()));
    await importing(async () => ({ outcome: 'failed', failure: 'too_slow' }));
    expect(await titles()).toEqual(['Uno']);
    expect(await feed()).toMatchObject({ etag: '"1"', failure: 'too_slow', skipped: 1 });
  });

  it('shows nothing of an address that was changed while it was read', async () => {
    const { ente, administrator, saveFeed, importing, titles, feed } = await begin();
    must(await saveFeed(ente.id, administrator, 'news', URL));
    await importing(async () => {
      must(await saveFeed(ente.id, administrator, 'news', `${URL}2`));
      return items('Vecchio');
    });
    expect(await titles()).toEqual([]);
    expect(await feed()).toMatchObject({ url: `${URL}2`, readAt: null });
  });

  it('is left out, although it is queued, of an ente that was disabled meanwhile', async () => {
    const { ports, ente, administrator, saveFeed, importing, titles } = await begin();
    must(await saveFeed(ente.id, administrator, 'news', URL));
    await ports.setup.setDisabled(ente.id, true);
    const read: string[] = [];
    const reading = async ({ url }: { readonly url: string }) => {
      read.push(url);
      return items('Uno');
    };
    await importing(reading);
    expect(read).toEqual([]);
    await ports.setup.setDisabled(ente.id, false);
    await importing(reading);
    expect(await titles()).toEqual(['Uno']);
  });

  it('gives what has no date the day of its first reading, not that of each', async () => {
    const { ports, ente, administrator, saveFeed, importing } = await begin();
    must(await saveFeed(ente.id, administrator, 'news', URL));
    const undated: FeedReading = {
      outcome: 'items',
      items: [{ key: '1', title: 'Senza data', text: '', day: null, link: null }],
      etag: null,
      lastModified: null,
      skipped: 0,
    };
    await importing(async () => undated);
    const first = dayInItaly(ports.clock.now());
    ports.clock.advance(3 * 24 * 60 * 60 * 1000);
    await importing(async () => undated);
    const days = await ports.unitOfWork.read(ente.id, ({ reads }) => reads.news('2099-01-01', 5));
    expect(days.map(({ day }) => day)).toEqual([first]);
  });

  it('is set, and bulletins are written, by administrators alone, in production at HTTPS', async () => {
    const { ports, ente, administrator, saveFeed } = await begin();
    const refused = { ok: false, error: { code: 'not_found' } };
    const from = openingIdSchema.parse(ports.ids.next());
    const input = { title: 'T', text: 'T', day: '2026-03-02', link: '', visibleFrom: '', visibleUntil: '' };
    for (const operator of [anOperator(ports.ids.next()), { ...administrator.operator, enabled: false }]) {
      const other = { ...administrator, operator };
      expect(await saveFeed(ente.id, other, 'news', URL)).toEqual(refused);
      expect(await makeRequestFeedReading(ports)(ente.id, operator)).toEqual(refused);
      expect(await makeSaveBulletin(ports)(ente.id, other, 'news', { from }, input)).toEqual(refused);
      expect(await makeDeleteBulletin(ports)(ente.id, other, 'news', 'n')).toEqual(refused);
    }
    for (const url of [
      'http://c.example/rss',
      'https://me:secret@c.example/',
      'rss',
      `https://c.example/${'x'.repeat(500)}`,
    ]) {
      expect(await saveFeed(ente.id, administrator, 'news', url)).toMatchObject({ error: { code: 'invalid_feed' } });
    }
  });
});
