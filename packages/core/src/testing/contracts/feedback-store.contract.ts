import { describe, expect, it } from '@jest/globals';
import type { Stars } from '../../feedback/feedback.ts';
import type { FeedbackText, Page } from '../../ports/read-models.ts';
import { aService, aServiceDefinition } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type StagedEnte, useStage } from './stage.ts';

const RUBBISH = ['', 'x', '1_x', '99999999999999999_x', '\u0000', "1'; drop table service_feedback; --"];

/** The promise of `FeedbackStore`, and of what read models show of it. @param open an empty database */
export const feedbackStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of ratings`, () => {
    const stage = useStage(open);

    const sentOf = ({ storedDraft }: StagedEnte) => storedDraft({ state: 'inviata', submittedAt: NOW });
    /** Rates the sheet of a service. @returns the rating's id */
    const rateSheet = async ({ run, service }: StagedEnte, stars: Stars, minute: number, text = '') => {
      const id = stage.ids.next();
      const given = { stars, aspect: null, text, givenAt: minutesLater(minute) };
      await run(({ feedback }) => feedback.save(id, { ...given, serviceId: service.id, practiceId: null }));
      return id;
    };

    it('gives back the rating of a practice as it was kept, and none where there is none', async () => {
      const ente = await stage.addEnte();
      const { id: practiceId, serviceId } = await sentOf(ente);
      const text = 'L\'è così: \\ "due" – 👍';
      const given = { serviceId, practiceId, stars: 2, aspect: 'problemi_tecnici', text, givenAt: NOW } as const;
      expect(await ente.run(({ feedback }) => feedback.of(practiceId))).toBeNull();
      await ente.run(({ feedback }) => feedback.save(stage.ids.next(), given));
      expect(await ente.run(({ feedback }) => feedback.of(practiceId))).toEqual(given);
    });

    it('keeps one for each practice, the last, also when two meet', async () => {
      const ente = await stage.addEnte();
      const { id: practiceId, serviceId } = await sentOf(ente);
      const given = { serviceId, practiceId, stars: 5, aspect: 'altro', text: 'Prima', givenAt: NOW } as const;
      const changed = { ...given, stars: 1, aspect: null, text: '', givenAt: minutesLater(1) } as const;
      const save = (rating: typeof given | typeof changed) =>
        ente.run(({ feedback }) => feedback.save(stage.ids.next(), rating));
      await Promise.all([save(given), save(given)]);
      await save(changed);
      expect(await ente.run(({ feedback }) => feedback.of(practiceId))).toEqual(changed);
      const counts = await ente.run(({ reads }) => reads.feedbackCounts());
      expect(counts).toEqual([{ serviceName: 'Certificato', about: 'invio', counts: [1, 0, 0, 0, 0] }]);
    });

    it('keeps every rating of a sheet, and counts them apart from those of practices', async () => {
      const ente = await stage.addEnte();
      const { id: practiceId, serviceId } = await sentOf(ente);
      for (const stars of [1, 5, 5] as const) await rateSheet(ente, stars, 0);
      const given = { serviceId, practiceId, stars: 3, aspect: null, text: '', givenAt: NOW } as const;
      await ente.run(({ feedback }) => feedback.save(stage.ids.next(), given));
      expect(await ente.run(({ reads }) => reads.feedbackCounts())).toEqual([
        { serviceName: 'Certificato', about: 'scheda', counts: [1, 0, 0, 0, 2] },
        { serviceName: 'Certificato', about: 'invio', counts: [0, 0, 1, 0, 0] },
      ]);
    });

    it('names services as they are called now, by name', async () => {
      const ente = await stage.addEnte();
      await rateSheet(ente, 4, 0, 'Bene');
      const other = aService(stage.ids.next(), { definition: aServiceDefinition({ slug: 'altro', name: 'Àncora' }) });
      await stage.under.setup.publishService(ente.tenant.id, other);
      await rateSheet({ ...ente, service: other }, 3, 1);
      const renamed = aServiceDefinition({ revision: 2, name: 'Certificato nuovo' });
      await stage.under.setup.publishService(ente.tenant.id, { ...ente.service, definition: renamed });
      const { counts, texts } = await ente.run(async ({ reads }) => ({
        counts: await reads.feedbackCounts(),
        texts: await reads.feedbackTexts({ after: null, limit: 5 }),
      }));
      expect(counts.map(({ serviceName }) => serviceName)).toEqual(['Àncora', 'Certificato nuovo']);
      expect(texts.rows.map(({ serviceName }) => serviceName)).toEqual(['Certificato nuovo']);
    });

    it('gives the ratings with words page by page, newest first, and loses and repeats nothing', async () => {
      const ente = await stage.addEnte();
      const ids: string[] = [];
      for (const minute of [1, 2, 2, 2, 3]) ids.push(await rateSheet(ente, 5, minute, 'Bene'));
      await rateSheet(ente, 5, 4);
      for (const limit of [1, 2, 5, 50]) {
        const seen: string[] = [];
        for (let after: string | null = null, more = true; more; more = after !== null) {
          const page: Page<FeedbackText> = await ente.run(({ reads }) => reads.feedbackTexts({ after, limit }));
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          seen.push(...page.rows.map(({ id }) => id));
          after = page.next;
        }
        expect(seen).toEqual(ids.toReversed());
      }
      for (const after of RUBBISH) {
        const page = await ente.run(({ reads }) => reads.feedbackTexts({ after, limit: 50 }));
        expect(page.rows).toHaveLength(5);
      }
    });
  });
};
