import type { PaymentReport } from '../payment/payment-report.ts';

/** What was compared of the payments of each day. */
export interface PaymentReportStore {
  /** In the place of an earlier one of the same day. */
  save(report: PaymentReport): Promise<void>;
  of(day: string): Promise<PaymentReport | null>;
  /** Without their lines, the newest day first. @param before of days before this one; null: from the last */
  list(before: string | null, limit: number): Promise<readonly Omit<PaymentReport, 'lines'>[]>;
}
