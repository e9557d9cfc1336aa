import type { GatewayErrorKind, PaymentReceipt, PositionItem, PositionPayment } from '../ports/payment-gateway.ts';
import type { PracticeDocument } from '../practice/practice.ts';
import {
  type CitizenId,
  type IntegrationId,
  type OperatorId,
  type PaymentId,
  type PracticeId,
  paymentIdSchema,
  type ServiceId,
} from '../shared/ids.ts';
import type { PaymentChoice, PaymentKind } from '../tenant/payment-choice.ts';
import type { Cents } from './cents.ts';
import type { NoticeNumber } from './notice-number.ts';
import type { PaymentState } from './payment.machine.ts';

/**
 * How far the gateway has come with the position: `nessuna`, nothing was asked; `chiesta`, it was asked for and may be there; `aperta`,
 * it is there; `chiusa`, nobody can pay it any more.
 */
export const POSITION_STATES = ['nessuna', 'chiesta', 'aperta', 'chiusa'] as const;
export type PositionState = (typeof POSITION_STATES)[number];

/** A revenue stamp that was bought, as whoever has it declares it (DPR 642/1972). */
export interface DeclaredStamp {
  /** The 14 digits printed on it. */
  readonly number: string;
  /** Day on which it was issued: `YYYY-MM-DD`. */
  readonly day: string;
}

/** That an operator says that money which was too much was given back. */
export interface Refund {
  readonly at: Date;
  readonly by: OperatorId;
  /** When it was given back: `YYYY-MM-DD`. */
  readonly day: string;
  /** How much of the excess that was. */
  readonly amount: Cents;
  readonly note: string;
}

/** One sum that is asked for once: for the step of payment of a practice, or later, by an integration. */
export interface Payment {
  readonly id: PaymentId;
  /** Still told when the draft is gone: money that came in for it does not go with it. */
  readonly practiceId: PracticeId;
  readonly practiceCode: string;
  readonly serviceId: ServiceId;
  readonly citizenId: CitizenId;
  /** The request of integration that asks for it; null of the step of payment. */
  readonly integrationId: IntegrationId | null;
  readonly kind: PaymentKind;
  /** Where it is paid, as the ente had chosen it then; null of a stamp that is declared. */
  readonly choice: PaymentChoice | null;
  readonly state: PaymentState;
  readonly version: number;
  readonly subject: string;
  readonly items: readonly PositionItem[];
  /** The sum of the items. */
  readonly amount: Cents;
  /** Null of a stamp that is declared. */
  readonly noticeNumber: NoticeNumber | null;
  /** Last day on which it can be paid: `YYYY-MM-DD` in Italy. */
  readonly dueDay: string;
  readonly createdAt: Date;
  readonly position: PositionState;
  /** When the gateway was last asked to create it. */
  readonly askedAt: Date | null;
  /** When somebody last went to pay it online. */
  readonly wentOnlineAt: Date | null;
  /** Since when it is to be withdrawn: nobody is sent to pay it any more. */
  readonly withdrawnAt: Date | null;
  /** Whether it was withdrawn for good: nothing else is asked for in its place before somebody fills in the draft again. */
  readonly givenUp: boolean;
  /** What the gateway says was paid. */
  readonly paid: PositionPayment | null;
  /** That the money came in another way, as an operator says, or, where nobody of the portal has (`by` null), the gateway. */
  readonly elsewhere: { readonly at: Date; readonly by: OperatorId | null; readonly note: string } | null;
  readonly stamp: DeclaredStamp | null;
  /** When the portal first knew that money has come in. */
  readonly settledAt: Date | null;
  /** What of the money that came in is to be given back. */
  readonly excess: Cents;
  /** The state stays `da_rimborsare`: the money came in, and went. */
  readonly refund: Refund | null;
  readonly receipt: PaymentReceipt | null;
  readonly documents: Readonly<Partial<Record<PaymentDocumentKind, PracticeDocument>>>;
  /** Failures of the gateway in a row, and the last one; null when it did what it was asked. */
  readonly failures: number;
  readonly lastError: GatewayErrorKind | null;
  /** When the gateway last answered. */
  readonly checkedAt: Date | null;
}

/** `avviso`: the notice with its QR code; `ricevuta`: the receipt, as the portal writes it. */
export const PAYMENT_DOCUMENTS = ['avviso', 'ricevuta'] as const;
export type PaymentDocumentKind = (typeof PAYMENT_DOCUMENTS)[number];

/** The ente's own name of the position at the gateway (IUPD). */
export const iupdOf = ({ id }: Pick<Payment, 'id'>): string => `STANZA-${id.replaceAll('-', '').toUpperCase()}`;

const IUPD = /^STANZA-([0-9A-F]{8})([0-9A-F]{4})([0-9A-F]{4})([0-9A-F]{4})([0-9A-F]{12})$/u;

/** The inverse of {@link iupdOf}. @returns null of a position that the portal has not made */
export const paymentIdOf = (iupd: string): PaymentId | null => {
  const parts = IUPD.exec(iupd)?.slice(1);
  return parts === undefined ? null : (paymentIdSchema.safeParse(parts.join('-').toLowerCase()).data ?? null);
};

const OPEN: ReadonlySet<PaymentState> = new Set(['da_pagare', 'in_corso', 'fallito']);
const SETTLED: ReadonlySet<PaymentState> = new Set(['pagato', 'pagato_altrove', 'da_rimborsare']);

/** Whether money for it may still come: there is one such at most for what a practice owes. */
export const awaitsMoney = ({ state }: Pick<Payment, 'state'>): boolean => OPEN.has(state);

export const isSettled = ({ state }: Pick<Payment, 'state'>): boolean => SETTLED.has(state);

/** Whether the receipt of money that came in by the gateway is still to be fetched, or to be written for the citizen. */
export const awaitsReceipt = (payment: Pick<Payment, 'state' | 'paid' | 'receipt' | 'documents'>): boolean =>
  isSettled(payment) &&
  payment.paid?.receiptId != null &&
  (payment.receipt === null || payment.documents.ricevuta === undefined);

/** As many failures in a row as pass by themselves. */
export const USUAL_FAILURES = 5;

/** Whether somebody has to look at what the gateway does not do. */
export const isFailing = ({ failures, lastError }: Pick<Payment, 'failures' | 'lastError'>): boolean =>
  failures > USUAL_FAILURES || lastError === 'settings' || lastError === 'refused';

/**
 * By which choice the gateway is asked about a payment: that of today where the numbers are of the same account, whose keys may be new,
 * else the one that it was made with. So what is open is heard of also when the ente pays elsewhere by now, or asks for nothing.
 */
export const choiceOf = ({ choice }: Pick<Payment, 'choice'>, now: PaymentChoice | null): PaymentChoice | null =>
  now?.kind === 'pagopa' && now.segregationCode === choice?.segregationCode ? now : choice;

/** Whether a draft is kept for its sake: money has come in, or somebody has gone to pay. A stamp stays in the hands of who bought it. */
export const keepsDraft = (payment: Pick<Payment, 'state' | 'kind'>): boolean =>
  payment.kind === 'pagopa' && (isSettled(payment) || payment.state === 'in_corso');

/** Whether it can be paid now, with the page or the notice that the portal gives. */
export const isPayable = (payment: Pick<Payment, 'state' | 'position' | 'withdrawnAt'>): boolean =>
  (payment.state === 'da_pagare' || payment.state === 'in_corso') &&
  payment.position === 'aperta' &&
  payment.withdrawnAt === null;

/** All the money that came in for it, in cents. */
export const receivedOf = ({ amount, paid, elsewhere, stamp }: Payment): number =>
  (paid?.amount ?? 0) + (elsewhere === null ? 0 : amount) + (stamp === null ? 0 : amount);

/** What of the money that was too much is still to be given back, in cents. */
export const toRefundOf = ({ excess, refund }: Pick<Payment, 'excess' | 'refund'>): number =>
  Math.max(0, excess - (refund?.amount ?? 0));

/** What of it counts for what is owed, in cents. */
export const countedOf = (payment: Payment): number => receivedOf(payment) - payment.excess;

/** What has come in for a practice, by each way; without what integrations ask for. */
export const settledBy = (payments: readonly Payment[]): Readonly<Record<PaymentKind, number>> => {
  const sums = { pagopa: 0, bollo: 0 };
  for (const payment of payments) {
    if (payment.integrationId === null) sums[payment.kind] += countedOf(payment);
  }
  return sums;
};
