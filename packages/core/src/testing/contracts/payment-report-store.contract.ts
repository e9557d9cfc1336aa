import { describe, expect, it } from '@jest/globals';
import { cents } from '../../payment/cents.ts';
import { emptyReport, type PaymentReport } from '../../payment/payment-report.ts';
import { paymentIdSchema, practiceIdSchema } from '../../shared/ids.ts';
import { type DatabaseUnderTest, NOW, useStage } from './stage.ts';

/** The promise of `PaymentReportStore`. @param open an empty database */
export const paymentReportStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of the payments of each day`, () => {
    const stage = useStage(open);

    const report = (day: string): PaymentReport => ({
      ...emptyReport(day),
      madeAt: NOW,
      inOrder: { count: 2, amount: 3200 },
      counts: { senza_pratica: 1, senza_ricevuta: 1, importo_diverso: 0, da_rimborsare: 0 },
      lines: [
        {
          kind: 'senza_pratica',
          noticeNumber: '301000000000000144',
          paymentId: null,
          practiceCode: null,
          practiceId: null,
          atGateway: cents(700),
          here: cents(0),
          excess: cents(0),
        },
        {
          kind: 'senza_ricevuta',
          noticeNumber: '301000000000000245',
          paymentId: paymentIdSchema.parse(stage.ids.next()),
          practiceCode: 'K7QM-3R9T',
          practiceId: practiceIdSchema.parse(stage.ids.next()),
          atGateway: null,
          here: cents(1600),
          excess: cents(16),
        },
      ],
    });

    it('keeps one of each day, the last that was made, for its own ente', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      const first = report('2026-03-01');
      await ente.run(({ paymentReports }) => paymentReports.save(emptyReport('2026-03-01')));
      await ente.run(({ paymentReports }) => paymentReports.save(first));
      const of = (one: typeof ente, day: string) => one.run(({ paymentReports }) => paymentReports.of(day));
      expect(await of(ente, '2026-03-01')).toEqual(first);
      expect(await of(ente, '2026-03-02')).toBeNull();
      expect(await of(other, '2026-03-01')).toBeNull();
    });

    it('lists days without their lines, the newest first, as many as are wanted', async () => {
      const { run } = await stage.addEnte();
      for (const day of ['2026-03-02', '2026-02-28', '2026-03-01'])
        await run(({ paymentReports }) => paymentReports.save(report(day)));
      const list = (before: string | null, limit: number) =>
        run(({ paymentReports }) => paymentReports.list(before, limit));
      const { lines: _lines, ...newest } = report('2026-03-02');
      expect((await list(null, 2)).map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-01']);
      expect((await list(null, 1))[0]).toEqual(newest);
      expect((await list('2026-03-01', 5)).map(({ day }) => day)).toEqual(['2026-02-28']);
    });
  });
};
