import type { PaymentId, PracticeId } from '../shared/ids.ts';
import type { Cents } from './cents.ts';

/**
 * What of a day somebody has to look at. `senza_pratica`: paid, and the portal has no practice for it; `senza_ricevuta`: settled, and
 * its receipt has not come, or the gateway does not have it among the payments of the day; `importo_diverso`: the gateway says another
 * amount than the portal; `da_rimborsare`: more came in than was owed, and was not given back.
 */
export const REPORT_KINDS = ['senza_pratica', 'senza_ricevuta', 'importo_diverso', 'da_rimborsare'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export interface ReportLine {
  readonly kind: ReportKind;
  readonly noticeNumber: string;
  /** Null where the portal does not know the payment. */
  readonly paymentId: PaymentId | null;
  readonly practiceCode: string | null;
  /** Null when there is none, or it is still a draft. */
  readonly practiceId: PracticeId | null;
  /** What the gateway has; null when it is not among what was paid on the day. */
  readonly atGateway: Cents | null;
  /** What the portal has. */
  readonly here: Cents;
  /** What is to be given back. */
  readonly excess: Cents;
}

/** How many, and how much together in cents. */
export interface ReportSum {
  readonly count: number;
  readonly amount: number;
}

/** The payments of a day, as the gateway and the portal have them. */
export interface PaymentReport {
  /** `YYYY-MM-DD` in Italy. */
  readonly day: string;
  /** When it was last compared; null when it never could be. */
  readonly madeAt: Date | null;
  /** When the gateway did not answer, if it was the last time: what is said is from before. */
  readonly awayAt: Date | null;
  readonly inOrder: ReportSum;
  /** What other systems of the ente were paid: not the portal's. */
  readonly others: ReportSum;
  /** How many of each kind, also of those that there is no line for. */
  readonly counts: Readonly<Record<ReportKind, number>>;
  /** At most `MAX_REPORT_LINES`. */
  readonly lines: readonly ReportLine[];
}

/** Most lines that a report keeps. */
export const MAX_REPORT_LINES = 1000;

export const emptyReport = (day: string): PaymentReport => ({
  day,
  madeAt: null,
  awayAt: null,
  inOrder: { count: 0, amount: 0 },
  others: { count: 0, amount: 0 },
  counts: { senza_pratica: 0, senza_ricevuta: 0, importo_diverso: 0, da_rimborsare: 0 },
  lines: [],
});
