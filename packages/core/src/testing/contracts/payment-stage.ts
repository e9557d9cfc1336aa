import { afterEach, beforeEach, expect } from '@jest/globals';
import { cents } from '../../payment/cents.ts';
import type { NoticeNumber } from '../../payment/notice-number.ts';
import type { PaymentGateway, PaymentPosition, PositionStatus } from '../../ports/payment-gateway.ts';
import { dayInItaly, daysAfter } from '../../shared/calendar.ts';
import type { GatewayTrouble } from '../memory/payment-gateway.ts';

/** A gateway, or something that behaves as one, with the world around it. */
export interface PaymentGatewayUnderTest {
  readonly gateway: PaymentGateway;
  /** What no error may say. */
  readonly secrets: readonly string[];
  /** One that no position has had. */
  newNumber(): NoticeNumber;
  now(): Date;
  setTime(now: Date): void;
  /** Somebody who holds the notice pays it, online or at a counter. @returns whether money was taken from them */
  pay(noticeNumber: NoticeNumber): Promise<boolean>;
  /** How often somebody was charged for it. */
  charges(noticeNumber: NoticeNumber): number;
  /** Somebody of the ente withdraws it without the portal. */
  withdrawElsewhere(iupd: string): Promise<void>;
  /** Receipts of what is paid from now on are not there yet; or they are, also those from before. */
  holdReceipts(held: boolean): void;
  next(call: keyof PaymentGateway, trouble: GatewayTrouble): void;
  /** Nobody listens any more, or again. */
  listen(listening: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A position of 16.50 euro that is due in 30 days. */
export const aPosition = (
  { noticeNumber, now }: { readonly noticeNumber: NoticeNumber; readonly now: Date },
  given: Partial<PaymentPosition> = {},
): PaymentPosition => ({
  iupd: `pratica-${noticeNumber}`,
  noticeNumber,
  subject: 'Diritti di segreteria: così è',
  debtor: {
    codiceFiscale: 'RSSMRA80A01H501U',
    nome: 'Màrio',
    cognome: "D'Àvila",
    address: { via: 'Via Roma', civico: '1', cap: '56000', comune: 'Bugliano', provincia: 'PI' },
  },
  items: [{ label: 'Diritti di segreteria', amount: cents(1650), category: null, stamp: null }],
  dueDay: daysAfter(dayInItaly(now), 30),
  ...given,
});

/** Where payers come back to. */
export const BACK = {
  ok: 'https://portale.example/bugliano/pagamento?esito=ok',
  cancelled: 'https://portale.example/bugliano/pagamento?esito=annullato',
  failed: 'https://portale.example/bugliano/pagamento?esito=errore',
};

export const REFUSED = { name: 'GatewayError', kind: 'refused' };
export const AGAIN = { name: 'GatewayError', kind: 'again' };

/** A gateway for each test, and what many of them begin with. */
export interface PaymentStage {
  /** What `open` gave; there is nothing before the first test. */
  readonly under: PaymentGatewayUnderTest;
  newPosition(given?: Partial<PaymentPosition>): PaymentPosition;
  /** One that can be paid. */
  created(given?: Partial<PaymentPosition>): Promise<PaymentPosition>;
  /** One that was paid. */
  paid(): Promise<PaymentPosition>;
  statusOf(position: PaymentPosition): Promise<PositionStatus>;
}

/** Opens a gateway before each test of the `describe` around it, and closes it after. */
export const usePayments = (open: () => Promise<PaymentGatewayUnderTest>): PaymentStage => {
  let under: PaymentGatewayUnderTest;
  beforeEach(async () => {
    under = await open();
  });
  afterEach(() => under.close());
  const newPosition: PaymentStage['newPosition'] = (given = {}) =>
    aPosition({ noticeNumber: under.newNumber(), now: under.now() }, given);
  const created: PaymentStage['created'] = async (given = {}) => {
    const position = newPosition(given);
    await under.gateway.create(position);
    return position;
  };
  return {
    get under() {
      return under;
    },
    newPosition,
    created,
    async paid() {
      const position = await created();
      expect(await under.pay(position.noticeNumber)).toBe(true);
      return position;
    },
    statusOf: ({ iupd }) => under.gateway.status(iupd),
  };
};
