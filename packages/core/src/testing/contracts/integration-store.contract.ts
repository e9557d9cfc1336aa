import { describe, expect, it } from '@jest/globals';
import { cents } from '../../payment/cents.ts';
import { anIntegration } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

/** Nothing else has to be said. */
const TO_PAY = {
  message: '',
  payment: { items: [{ label: 'Diritti', amount: cents(1600), category: null, stamp: false }], total: cents(1600) },
};

/** The promise of `IntegrationStore`. @param open an empty database */
export const integrationStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of integrations`, () => {
    const stage = useStage(open);

    it('gives those of a practice as they were written, oldest first', async () => {
      const { run, storedDraft, newDraft, operator } = await stage.addEnte();
      const [practice, other] = [
        await storedDraft({ state: 'da_integrare', submittedAt: NOW }),
        await storedDraft({ state: 'da_integrare', submittedAt: NOW }),
      ];
      const of = { practiceId: practice.id, requestedBy: operator.id };
      const [second, first] = [
        anIntegration(stage.ids.next(), of, {
          requestedAt: minutesLater(2),
          fields: ['uso', 'casa'],
          documents: ["Carta d'identità, fronte"],
          message: '',
          counterAnswers: { uso: 'Banca' },
        }),
        anIntegration(stage.ids.next(), of, {
          ...TO_PAY,
          cancelledAt: minutesLater(1),
        }),
      ];
      await run(async ({ integrations }) => {
        expect(await integrations.insert({ ...first, requestedAt: NOW })).toBe(true);
        expect(await integrations.insert(second)).toBe(true);
        await integrations.insert(anIntegration(stage.ids.next(), { ...of, practiceId: other.id }));
      });
      expect(await run(({ integrations }) => integrations.of(practice.id))).toEqual([
        { ...first, requestedAt: NOW },
        second,
      ]);
      const both = await run(({ integrations }) => integrations.ofPractices([practice.id, other.id, newDraft().id]));
      expect([...both.keys()].toSorted()).toEqual([practice.id, other.id].toSorted());
      expect(both.get(practice.id)).toEqual([{ ...first, requestedAt: NOW }, second]);
      expect(both.get(other.id)).toHaveLength(1);
    });

    it('keeps one open, also when several are asked at once', async () => {
      const { run, storedDraft, operator } = await stage.addEnte();
      const practice = await storedDraft({ state: 'da_integrare', submittedAt: NOW });
      const asking = [1, 2, 3].map(() =>
        anIntegration(stage.ids.next(), { practiceId: practice.id, requestedBy: operator.id }),
      );
      const written = await Promise.all(asking.map((one) => run(({ integrations }) => integrations.insert(one))));
      expect(written.filter((is) => is)).toHaveLength(1);
      expect(await run(({ integrations }) => integrations.of(practice.id))).toHaveLength(1);
    });

    it('saves answers, end and papers; what was asked stays as it was', async () => {
      const { run, storedDraft, operator } = await stage.addEnte();
      const practice = await storedDraft({ state: 'da_integrare', submittedAt: NOW });
      const asked = anIntegration(stage.ids.next(), { practiceId: practice.id, requestedBy: operator.id });
      await run(({ integrations }) => integrations.insert(asked));
      const document = { fileName: 'richiesta.pdf', sha256: 'f'.repeat(64), size: 10 };
      const protocol = { number: '0000012', year: 2026, registeredAt: minutesLater(5) };
      const changed = {
        ...asked,
        answers: { uso: 'Banca', accetto: true } as const,
        counterAnswers: { uso: 'Altro' },
        answeredAt: minutesLater(9),
        answeredBy: operator.id,
        papers: {
          richiesta: { document, protocol },
          risposta: { document, protocol: null },
          annullamento: { document, protocol },
        },
      };
      await run(({ integrations }) => integrations.update({ ...changed, message: 'Altro' }));
      const [found] = await run(({ integrations }) => integrations.of(practice.id));
      expect(found).toEqual(changed);
      // Nothing may take the bytes of a paper away.
      const referred = await run(({ attachments }) => attachments.referredTo([document.sha256]));
      expect([...referred]).toEqual([document.sha256]);
    });
  });
};
