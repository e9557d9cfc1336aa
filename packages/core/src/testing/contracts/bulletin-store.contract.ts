import { describe, expect, it } from '@jest/globals';
import type { BulletinKind, KeptBulletin } from '../../bulletin/bulletin.ts';
import type { Page } from '../../ports/read-models.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type StagedEnte, useStage } from './stage.ts';

const TODAY = '2026-03-02';
const KINDS: readonly BulletinKind[] = ['news', 'deadline'];
const bulletin = {
  title: "L'è così",
  text: 'Uno.\n\nDue: \\ "x" 👍',
  day: TODAY,
  link: 'https://x.example/',
  visibleFrom: null,
  visibleUntil: null,
};
const item = (key: string, given: object = {}) => ({
  key,
  title: `Da ${key}`,
  text: 'Testo',
  day: TODAY,
  link: null,
  ...given,
});

/** The promise of `BulletinStore` and `FeedStore`, and of what read models show of them. @param open an empty database */
export const bulletinStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of notices and deadlines`, () => {
    const stage = useStage(open);
    const all = async ({ run }: StagedEnte, kind: BulletinKind) =>
      (await run(({ reads }) => reads.bulletinPage(kind, { after: null, limit: 50 }))).rows;

    it.each(KINDS)('keeps what is written, changes it and deletes it: %s', async (kind) => {
      const { run } = await stage.addEnte();
      await run(({ bulletins }) => bulletins.insert(kind, 'b', bulletin));
      const read = () => run(({ bulletins }) => bulletins.byId(kind, 'b'));
      expect(await read()).toEqual({ ...bulletin, id: 'b', imported: false, version: 1 });
      const changed = { ...bulletin, title: 'Altro', link: null, visibleFrom: TODAY, visibleUntil: '2026-03-09' };
      expect(await run(({ bulletins }) => bulletins.update(kind, 'b', changed, 1))).toBe(true);
      expect(await run(({ bulletins }) => bulletins.update(kind, 'b', bulletin, 1))).toBe(false);
      expect(await read()).toEqual({ ...changed, id: 'b', imported: false, version: 2 });
      expect(await run(({ bulletins }) => bulletins.delete(kind, 'b'))).toBe(true);
      expect(await read()).toBeNull();
      for (const id of ['b', '\u0000']) {
        expect(await run(({ bulletins }) => bulletins.update(kind, id, changed, 2))).toBe(false);
        expect(await run(({ bulletins }) => bulletins.delete(kind, id))).toBe(false);
      }
    });

    it.each(KINDS)('inserts one once, also when it is sent twice at the same moment: %s', async (kind) => {
      const { run } = await stage.addEnte();
      const insert = (title: string) => run(({ bulletins }) => bulletins.insert(kind, 'b', { ...bulletin, title }));
      const titles = ['Uno', 'Due', 'Tre'];
      const inserted = await Promise.all(titles.map(insert));
      expect(inserted.filter(Boolean)).toHaveLength(1);
      expect((await run(({ bulletins }) => bulletins.byId(kind, 'b')))?.title).toBe(titles[inserted.indexOf(true)]);
    });

    it.each(KINDS)(
      'shows citizens only those of the days on which they are visible, both inclusive: %s',
      async (kind) => {
        const { run } = await stage.addEnte();
        const within = { ...bulletin, day: '2026-03-01', visibleFrom: '2026-03-02', visibleUntil: '2026-03-04' };
        await run(({ bulletins }) => bulletins.insert(kind, 'b', within));
        const shown = async (today: string) =>
          (await run(({ reads }) => reads.bulletin(kind, 'b', today))) !== null ? [today] : [];
        const days = ['2026-03-01', '2026-03-02', '2026-03-04', '2026-03-05'];
        expect((await Promise.all(days.map(shown))).flat()).toEqual(['2026-03-02', '2026-03-04']);
        const listed = await run(({ reads }) => reads.news('2026-03-04', 5));
        expect(listed).toHaveLength(kind === 'news' ? 1 : 0);
      },
    );

    it('makes what was imported what the feed has now, and leaves what was written', async () => {
      const ente = await stage.addEnte();
      const { run } = ente;
      const save = (...items: ReturnType<typeof item>[]) =>
        run(({ bulletins }) => bulletins.saveImported('news', items, TODAY, stage.ids.next));
      await run(({ bulletins }) => bulletins.insert('news', 'b', bulletin));
      await save(item('1'), item('2'));
      const idOf = async (title: string) => (await all(ente, 'news')).find((one) => one.title === title)?.id;
      const first = await idOf('Da 1');
      await save(item('1', { title: 'Nuovo titolo' }), item('3'));
      const now = await all(ente, 'news');
      expect(now.map(({ title, imported }) => [title, imported]).toSorted()).toEqual([
        ['Da 3', true],
        [bulletin.title, false],
        ['Nuovo titolo', true],
      ]);
      expect(await idOf('Nuovo titolo')).toBe(first);
      if (first === undefined) throw new Error('The first is not there');
      expect(await run(({ bulletins }) => bulletins.update('news', first, bulletin, 1))).toBe(false);
      expect(await run(({ bulletins }) => bulletins.delete('news', first))).toBe(false);
      await save();
      expect((await all(ente, 'news')).map(({ id }) => id)).toEqual(['b']);
    });

    it('keeps the day on which what has none was first imported, until it has one', async () => {
      const ente = await stage.addEnte();
      const save = (day: string | null, today: string) =>
        ente.run(({ bulletins }) => bulletins.saveImported('news', [item('1', { day })], today, stage.ids.next));
      const day = async () => (await all(ente, 'news')).map((one) => one.day);
      await save(null, '2026-03-02');
      await save(null, '2026-03-05');
      expect(await day()).toEqual(['2026-03-02']);
      await save('2026-02-27', '2026-03-06');
      await save(null, '2026-03-07');
      expect(await day()).toEqual(['2026-02-27']);
    });

    it('gives them page by page, the latest day first, and loses and repeats nothing', async () => {
      const { run } = await stage.addEnte();
      const days = ['2026-03-01', '2026-03-02', '2026-03-02', '2026-03-02', '2026-03-03'];
      const ids = days.map(() => stage.ids.next());
      for (const [at, day] of days.entries()) {
        await run(({ bulletins }) => bulletins.insert('deadline', ids[at] ?? '', { ...bulletin, day }));
      }
      const page = (after: string | null, limit: number) =>
        run(({ reads }) => reads.bulletinPage('deadline', { after, limit }));
      for (const limit of [1, 2, 5, 50]) {
        const seen: string[] = [];
        for (let after: string | null = null, more = true; more; more = after !== null) {
          const { rows, next }: Page<KeptBulletin> = await page(after, limit);
          seen.push(...rows.map(({ id }) => id));
          after = next;
        }
        expect(seen).toEqual(ids.toReversed());
      }
      for (const after of ['', 'x', '2026-99-99_x', '2026-03-01_']) {
        expect((await page(after, 50)).rows).toHaveLength(5);
      }
    });

    it('knows the address of a feed and how its last reading went', async () => {
      const { run } = await stage.addEnte();
      const read = () => run(({ feeds }) => feeds.of('news'));
      expect(await read()).toBeNull();
      const url = 'https://x.example/rss';
      await run(({ feeds }) => feeds.saveAddress('news', url));
      const unread = { kind: 'news', url, etag: null, lastModified: null, readAt: null, failure: null, skipped: 0 };
      expect(await read()).toEqual(unread);
      const marks = { etag: '"1"', lastModified: 'Mon, 02 Mar 2026 09:00:00 GMT', skipped: 2 };
      await run(({ feeds }) => feeds.saveReading('news', NOW, null, marks));
      await run(({ feeds }) => feeds.saveReading('news', minutesLater(1), 'too_slow', null));
      expect(await read()).toEqual({ ...unread, ...marks, readAt: minutesLater(1), failure: 'too_slow' });
      await run(({ feeds }) => feeds.saveAddress('news', `${url}2`));
      expect(await run(({ feeds }) => feeds.lock('news'))).toEqual({ ...unread, url: `${url}2` });
      await run(({ feeds }) => feeds.saveAddress('news', null));
      expect(await read()).toBeNull();
      for (const when of ['now', 'in_turn'] as const) await run(({ feeds }) => feeds.enqueueImport(when));
    });
  });
};
