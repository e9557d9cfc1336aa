import type { PaymentReportStore } from '../../ports/payment-report-store.ts';
import type { TenantData } from './tenant-data.ts';

export const paymentReportStore = ({ paymentReports }: TenantData): PaymentReportStore => ({
  async save(report) {
    paymentReports.set(report.day, report);
  },
  of: async (day) => paymentReports.get(day) ?? null,
  list: async (before, limit) =>
    [...paymentReports.values()]
      .filter(({ day }) => before === null || day < before)
      .toSorted((a, b) => (a.day < b.day ? 1 : -1))
      .slice(0, limit)
      .map(({ lines: _lines, ...report }) => report),
});
