import type { Cents } from '../payment/cents.ts';
import type { Iuv, NoticeNumber } from '../payment/notice-number.ts';
import type { Address } from '../person/address.ts';
import type { TenantId } from '../shared/ids.ts';
import type { PaymentChoice } from '../tenant/payment-choice.ts';

/**
 * Why a gateway did not do what it was asked.
 *
 * - `again`: not reached, out of order, too many requests, no clear answer. Asking the same again is always harmless;
 * - `settings`: a key, a code, an account that it does not take: who administers it can mend that;
 * - `refused`: it does not take this position, or not in the state that it is in;
 * - `number-taken`: another position of the creditor has the notice number.
 */
export const GATEWAY_ERROR_KINDS = ['again', 'settings', 'refused', 'number-taken'] as const;
export type GatewayErrorKind = (typeof GATEWAY_ERROR_KINDS)[number];

/** @param message in English, for operators of the platform: no personal data, no secrets */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly kind: GatewayErrorKind;
  /** How long it wants to be left alone; null where it does not say. */
  readonly pauseSeconds: number | null;
  constructor(
    kind: GatewayErrorKind,
    message: string,
    { pauseSeconds = null, ...options }: ErrorOptions & { readonly pauseSeconds?: number | null } = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.pauseSeconds = pauseSeconds;
  }
}

/** One line of what is to be paid: a transfer to the ente, or a revenue stamp (imposta di bollo). */
export interface PositionItem {
  /** As the citizen reads it, 140 characters at the most. */
  readonly label: string;
  readonly amount: Cents;
  /** Code of the national list of what is paid for (tassonomia), such as `9/0101108TS/`; null: that of the ente's settings. */
  readonly category: string | null;
  /** Of a revenue stamp what it is for, of whose UTF-8 the gateway is told the SHA-256, and where the payer lives (`RM`); null of a transfer. */
  readonly stamp: { readonly document: string; readonly province: string } | null;
}

/** A debt position (posizione debitoria): one sum, paid once, by whoever holds its notice. */
export interface PaymentPosition {
  /** The creditor's own name of it (IUPD): the same again is the same position. */
  readonly iupd: string;
  readonly noticeNumber: NoticeNumber;
  /** What it is for, 140 characters at the most. */
  readonly subject: string;
  readonly debtor: {
    readonly codiceFiscale: string;
    readonly nome: string;
    readonly cognome: string;
    /** Where they live, which is on the notice alone; null where nobody knows. */
    readonly address: Address | null;
  };
  /** One to five; their sum is what is to be paid. */
  readonly items: readonly PositionItem[];
  /** Last day on which it can be paid: `YYYY-MM-DD` in Italy. */
  readonly dueDay: string;
}

/** What a gateway knows of a position. */
export type PositionStatus =
  | { readonly state: 'absent' }
  /** It can be paid, now or from a day to come. */
  | { readonly state: 'payable'; readonly amount: Cents }
  | { readonly state: 'paid'; readonly payment: PositionPayment }
  | { readonly state: 'expired' }
  /** Withdrawn: by us, or by somebody of the ente in another way. */
  | { readonly state: 'invalid' };

export interface PositionPayment {
  readonly amount: Cents;
  readonly paidAt: Date;
  /** Name of the receipt (IUR); null of what the ente has marked as paid elsewhere. */
  readonly receiptId: string | null;
  /** Who took the money, and how, as the gateway says it. */
  readonly psp: string | null;
  readonly method: string | null;
}

/** The receipt of a payment (RT), as far as the portal keeps it. */
export interface PaymentReceipt {
  readonly receiptId: string;
  readonly noticeNumber: string;
  readonly iuv: Iuv;
  /** What the creditor got, without the payer's costs. */
  readonly amount: Cents;
  /** What the payer paid on top, to the provider; null where the receipt does not say. */
  readonly fee: Cents | null;
  readonly paidAt: Date;
  readonly psp: string;
  readonly method: string | null;
}

/** One payment that a gateway has of a creditor. */
export interface GatewayPayment {
  readonly iupd: string;
  readonly noticeNumber: string;
  readonly payment: PositionPayment;
}

/** Whole addresses that the payer comes back to. None of them proves anything. */
export interface ReturnAddresses {
  readonly ok: string;
  readonly cancelled: string;
  readonly failed: string;
}

/**
 * Where the citizens of an ente pay (pagoPA, standards.md 2), for one set of settings.
 *
 * Promise: every wait and every answer is bounded, and all methods throw `GatewayError` alone. Doing something twice, or again after it
 * was done without an answer, is the same as once. What was paid is never reported as something else. Errors say neither secrets nor
 * who pays.
 */
export interface PaymentGateway {
  /**
   * Creates a position, so that it can be paid at once. One that is there with the same amount and number is the same, whatever became
   * of it since: `status` tells.
   * @throws GatewayError `number-taken`; `refused`, also where the position is there with another amount or number, or its last day is over
   */
  create(position: PaymentPosition): Promise<void>;
  status(iupd: string): Promise<PositionStatus>;
  /**
   * Withdraws a position, so that it can never be paid. One that nobody can pay any more, or that was never there, is withdrawn.
   * @returns `paid` where it was paid already; then it stays so
   */
  cancel(iupd: string): Promise<'cancelled' | 'paid'>;
  /**
   * Tells that the money came in another way, so that nobody can pay any more. @returns `paid-already` where the gateway has a payment
   * of it already, online or marked before
   * @throws GatewayError `refused` where it is not there, expired or was withdrawn
   */
  markPaidElsewhere(
    position: Pick<PaymentPosition, 'iupd' | 'noticeNumber'>,
    paidAt: Date,
  ): Promise<'marked' | 'paid-already'>;
  /**
   * The page on which it is paid.
   * @returns its address: over TLS, or on this machine
   * @throws GatewayError `refused` when it cannot be paid, for example because it was
   */
  checkoutAddress(position: PaymentPosition, back: ReturnAddresses): Promise<string>;
  /** @returns null as long as it is not there yet */
  receipt(receiptId: string, iuv: Iuv): Promise<PaymentReceipt | null>;
  /** The notice with its QR code, as PDF. */
  notice(position: PaymentPosition): Promise<Uint8Array>;
  /** Everything that was paid on a day (`YYYY-MM-DD` in Italy), in no order. */
  paidOn(day: string): Promise<readonly GatewayPayment[]>;
}

/** Makes the gateway of a choice. */
export interface PaymentGateways {
  /** @throws GatewayError `settings` when what was chosen cannot be read */
  of(tenantId: TenantId, choice: PaymentChoice): PaymentGateway;
}

/**
 * Where the pages of the gateway of a choice may be, as sources of a content security policy (`https://*.pagopa.it`): a form of the
 * portal leads nowhere else. Empty when what was chosen cannot be read.
 */
export type CheckoutSources = (choice: PaymentChoice) => readonly string[];
