import { describe, expect, it } from '@jest/globals';
import { aTermsDocument } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

/** The promise of `TermsStore`. @param open an empty database */
export const termsStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of terms`, () => {
    const stage = useStage(open);
    const BODY = ['Primo capoverso', 'Secondo'];
    const document = (key: string, revision: number, mandatory: boolean) =>
      aTermsDocument(stage.ids.next(), { key, revision, mandatory, title: `Titolo ${key}`, body: BODY });

    it('has none where none was published', async () => {
      const { run, citizen } = await stage.addEnte();
      expect(await run(({ terms }) => terms.current())).toEqual([]);
      expect(await run(({ terms }) => terms.acceptances(citizen.id))).toEqual([]);
    });

    it('gives the newest revision of each document, in whatever order they were published', async () => {
      const { run, tenant } = await stage.addEnte();
      const [first, second, third] = [document('a', 1, true), document('a', 2, true), document('a', 3, true)];
      for (const published of [second, third, first]) await stage.under.setup.publishTerms(tenant.id, published);
      expect(await run(({ terms }) => terms.current())).toEqual([third]);
    });

    it('takes a revision that is new, of two at once one, and gives them all newest first', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      const insert = (published: ReturnType<typeof document>) => ente.run(({ terms }) => terms.insert(published));
      const [first, second, rival] = [document('a', 1, true), document('a', 2, true), document('a', 2, false)];
      expect(await insert(first)).toBe(true);
      expect((await Promise.all([insert(second), insert(rival)])).toSorted()).toEqual([false, true]);
      const [newest, ...older] = await ente.run(({ terms }) => terms.revisions('a'));
      expect([second.id, rival.id]).toContain(newest?.id);
      expect(older).toEqual([first]);
      expect(await ente.run(({ terms }) => terms.revisions('\u0000'))).toEqual([]);
      expect(await other.run(({ terms }) => terms.revisions('a'))).toEqual([]);
    });

    it('gives the mandatory documents first, then by title as Italian sorts it', async () => {
      const { run, tenant } = await stage.addEnte();
      const titled = (title: string, mandatory: boolean) =>
        aTermsDocument(stage.ids.next(), {
          key: title,
          title,
          mandatory,
          body: ['Uno, "due"', '{tre}', "l'è \\ così"],
        });
      const inOrder = [
        titled('È così', true),
        titled('Zone', true),
        titled('Avvisi', false),
        titled('eventi', false),
        titled('Zanzare', false),
      ];
      for (const published of inOrder.toReversed()) await stage.under.setup.publishTerms(tenant.id, published);
      expect(await run(({ terms }) => terms.current())).toEqual(inOrder);
    });

    it('gives what a citizen accepted, newest first, also of a revision that is no longer current', async () => {
      const { run, tenant, citizen } = await stage.addEnte();
      const [old, current, optional] = [document('b', 1, true), document('b', 2, true), document('a', 1, false)];
      for (const published of [old, current, optional]) await stage.under.setup.publishTerms(tenant.id, published);
      await run(async ({ terms }) => {
        await terms.accept(citizen.id, optional.id, minutesLater(1));
        await terms.accept(citizen.id, current.id, minutesLater(2));
        await terms.accept(citizen.id, old.id, NOW);
      });
      expect(await run(({ terms }) => terms.acceptances(citizen.id))).toEqual([
        { termsId: current.id, key: 'b', revision: 2, title: 'Titolo b', body: BODY, acceptedAt: minutesLater(2) },
        { termsId: optional.id, key: 'a', revision: 1, title: 'Titolo a', body: BODY, acceptedAt: minutesLater(1) },
        { termsId: old.id, key: 'b', revision: 1, title: 'Titolo b', body: BODY, acceptedAt: NOW },
      ]);
    });

    it('keeps the first date and time of an acceptance', async () => {
      const { run, tenant, citizen } = await stage.addEnte();
      const published = document('a', 1, true);
      await stage.under.setup.publishTerms(tenant.id, published);
      for (const at of [NOW, minutesLater(1)]) await run(({ terms }) => terms.accept(citizen.id, published.id, at));
      const accepted = await run(({ terms }) => terms.acceptances(citizen.id));
      expect(accepted.map(({ acceptedAt }) => acceptedAt)).toEqual([NOW]);
    });

    it('keeps one acceptance when the same page is sent twice at once', async () => {
      const { run, tenant, citizen } = await stage.addEnte();
      const published = document('a', 1, true);
      await stage.under.setup.publishTerms(tenant.id, published);
      await Promise.all([1, 2, 3].map(() => run(({ terms }) => terms.accept(citizen.id, published.id, NOW))));
      expect(await run(({ terms }) => terms.acceptances(citizen.id))).toHaveLength(1);
    });
  });
};
