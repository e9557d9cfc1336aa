import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cents } from '../../payment/cents.ts';
import { iuvOf, type NoticeNumber } from '../../payment/notice-number.ts';
import type { PaymentGateway, PaymentPosition, PositionPayment, PositionStatus } from '../../ports/payment-gateway.ts';
import { dayInItaly, daysAfter } from '../../shared/calendar.ts';
import type { GatewayTrouble } from '../memory/payment-gateway.ts';
import { asText } from '../memory/text.ts';

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

const BACK = {
  ok: 'https://portale.example/bugliano/pagamento?esito=ok',
  cancelled: 'https://portale.example/bugliano/pagamento?esito=annullato',
  failed: 'https://portale.example/bugliano/pagamento?esito=errore',
};
/** So long is a gateway left alone that does not answer, at first. */
const LEFT_ALONE_MS = 61_000;
const REFUSED = { name: 'GatewayError', kind: 'refused' };
const AGAIN = { name: 'GatewayError', kind: 'again' };

const paymentOf = (status: PositionStatus): PositionPayment => {
  if (status.state !== 'paid') throw new Error(`It is ${status.state}`);
  return status.payment;
};

/**
 * The promise of `PaymentGateway`.
 * @param open a gateway that knows no position, called for each test
 */
export const paymentGatewayContract = (name: string, open: () => Promise<PaymentGatewayUnderTest>): void => {
  describe(`${name} as a payment gateway`, () => {
    let under: PaymentGatewayUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    const newPosition = (given: Partial<PaymentPosition> = {}): PaymentPosition =>
      aPosition({ noticeNumber: under.newNumber(), now: under.now() }, given);
    const created = async (given: Partial<PaymentPosition> = {}): Promise<PaymentPosition> => {
      const position = newPosition(given);
      await under.gateway.create(position);
      return position;
    };
    const paid = async (): Promise<PaymentPosition> => {
      const position = await created();
      expect(await under.pay(position.noticeNumber)).toBe(true);
      return position;
    };
    const statusOf = ({ iupd }: PaymentPosition) => under.gateway.status(iupd);
    const calls = (position: PaymentPosition): Readonly<Record<keyof PaymentGateway, () => Promise<unknown>>> => ({
      create: () => under.gateway.create(position),
      status: () => under.gateway.status(position.iupd),
      cancel: () => under.gateway.cancel(position.iupd),
      markPaidElsewhere: () => under.gateway.markPaidElsewhere(position, under.now()),
      checkoutAddress: () => under.gateway.checkoutAddress(position, BACK),
      receipt: () => under.gateway.receipt('0123456789', iuvOf(position.noticeNumber)),
      notice: () => under.gateway.notice(position),
      paidOn: () => under.gateway.paidOn(dayInItaly(under.now())),
    });
    const CALLS = [
      'create',
      'status',
      'cancel',
      'markPaidElsewhere',
      'checkoutAddress',
      'receipt',
      'notice',
      'paidOn',
    ] as const satisfies readonly (keyof PaymentGateway)[];

    describe('a position', () => {
      it('can be paid as soon as it was created, and is absent before', async () => {
        const position = newPosition();
        expect(await statusOf(position)).toEqual({ state: 'absent' });
        await under.gateway.create(position);
        expect(await statusOf(position)).toEqual({ state: 'payable', amount: 1650 });
      });

      it('is the sum of its items, among them a revenue stamp', async () => {
        const position = await created({
          items: [
            { label: 'Diritti', amount: cents(29), category: '9/0101108TS/', stamp: null },
            { label: 'Bollo', amount: cents(1600), category: null, stamp: { document: 'pratica', province: 'PI' } },
          ],
        });
        expect(await statusOf(position)).toEqual({ state: 'payable', amount: 1629 });
      });

      it('is the same when it is created again, whatever became of it', async () => {
        const position = await created();
        await under.gateway.create(position);
        expect(await statusOf(position)).toEqual({ state: 'payable', amount: 1650 });
        await under.pay(position.noticeNumber);
        await under.gateway.create(position);
        expect(await statusOf(position)).toMatchObject({ state: 'paid' });
        expect(under.charges(position.noticeNumber)).toBe(1);
      });

      it('is not taken with another amount or number under the same name', async () => {
        const position = await created();
        const items = [{ label: 'Diritti', amount: cents(1651), category: null, stamp: null }];
        await expect(under.gateway.create({ ...position, items })).rejects.toMatchObject(REFUSED);
        const noticeNumber = under.newNumber();
        await expect(under.gateway.create({ ...position, noticeNumber })).rejects.toMatchObject(REFUSED);
        expect(await statusOf(position)).toEqual({ state: 'payable', amount: 1650 });
        expect(await under.pay(noticeNumber)).toBe(false);
      });

      it('is not taken with the number of another one', async () => {
        const { noticeNumber } = await created();
        const other = newPosition({ noticeNumber, iupd: 'un-altra' });
        await expect(under.gateway.create(other)).rejects.toMatchObject({ name: 'GatewayError', kind: 'number-taken' });
        expect(await statusOf(other)).toEqual({ state: 'absent' });
      });

      it('is not taken when its last day is over, and is on its last day', async () => {
        const today = dayInItaly(under.now());
        await expect(under.gateway.create(newPosition({ dueDay: daysAfter(today, -1) }))).rejects.toMatchObject(
          REFUSED,
        );
        const position = await created({ dueDay: today });
        expect(await under.pay(position.noticeNumber)).toBe(true);
      });
    });

    describe('a payment', () => {
      it('is known with its amount and time, and has a receipt', async () => {
        const position = await paid();
        const payment = paymentOf(await statusOf(position));
        expect(payment).toMatchObject({ amount: 1650, paidAt: under.now() });
        expect(payment.psp).not.toBeNull();
        const iuv = iuvOf(position.noticeNumber);
        const receipt = await under.gateway.receipt(payment.receiptId ?? '', iuv);
        expect(receipt).toMatchObject({
          receiptId: payment.receiptId,
          noticeNumber: position.noticeNumber,
          iuv,
          amount: 1650,
          paidAt: under.now(),
        });
      });

      it('is one, however often and by however many people it is tried', async () => {
        const position = await created();
        await under.gateway.checkoutAddress(position, BACK);
        const taken = await Promise.all([1, 2, 3].map(() => under.pay(position.noticeNumber)));
        expect(taken.filter(Boolean)).toHaveLength(1);
        expect(await under.pay(position.noticeNumber)).toBe(false);
        expect(under.charges(position.noticeNumber)).toBe(1);
      });

      it('has a receipt as soon as there is one', async () => {
        under.holdReceipts(true);
        const position = await paid();
        const receiptId = paymentOf(await statusOf(position)).receiptId ?? '';
        const iuv = iuvOf(position.noticeNumber);
        expect(await under.gateway.receipt(receiptId, iuv)).toBeNull();
        under.holdReceipts(false);
        expect(await under.gateway.receipt(receiptId, iuv)).toMatchObject({ receiptId, amount: 1650 });
        expect(await under.gateway.receipt('unknown', iuv)).toBeNull();
      });

      it('can be made on a page as long as it is owed', async () => {
        const position = newPosition();
        await expect(under.gateway.checkoutAddress(position, BACK)).rejects.toMatchObject(REFUSED);
        await under.gateway.create(position);
        const first = await under.gateway.checkoutAddress(position, BACK);
        expect(first).toMatch(/^(?:https:|http:\/\/(?:127\.0\.0\.1|localhost):)/u);
        expect(await under.gateway.checkoutAddress(position, BACK)).toMatch(/^https?:/u);
        await under.pay(position.noticeNumber);
        await expect(under.gateway.checkoutAddress(position, BACK)).rejects.toMatchObject(REFUSED);
      });

      it('is told of on its day in Italy, and not on another one', async () => {
        under.setTime(new Date('2026-03-01T22:59:59Z')); // 23:59:59 of the 1st
        const late = await paid();
        under.setTime(new Date('2026-03-01T23:00:00Z'));
        const early = await paid();
        await created();
        const told = await under.gateway.paidOn('2026-03-01');
        expect(told).toEqual([
          { iupd: late.iupd, noticeNumber: late.noticeNumber, payment: paymentOf(await statusOf(late)) },
        ]);
        expect((await under.gateway.paidOn('2026-03-02')).map(({ iupd }) => iupd)).toEqual([early.iupd]);
        expect(await under.gateway.paidOn('2026-02-28')).toEqual([]);
      });
    });

    describe('the end of what can be paid', () => {
      it('is the end of the last day', async () => {
        const position = await created();
        const end = new Date(`${position.dueDay}T23:59:58+02:00`);
        expect(dayInItaly(end)).toBe(position.dueDay);
        under.setTime(end);
        expect(await statusOf(position)).toMatchObject({ state: 'payable' });
        under.setTime(new Date(end.getTime() + 3_700_000));
        expect(await statusOf(position)).toEqual({ state: 'expired' });
        expect(await under.pay(position.noticeNumber)).toBe(false);
        await expect(under.gateway.checkoutAddress(position, BACK)).rejects.toMatchObject(REFUSED);
        expect(await under.gateway.cancel(position.iupd)).toBe('cancelled');
        await expect(under.gateway.markPaidElsewhere(position, under.now())).rejects.toMatchObject(REFUSED);
        expect(under.charges(position.noticeNumber)).toBe(0);
      });

      it('does not change what was paid before', async () => {
        const position = await paid();
        const status = await statusOf(position);
        under.setTime(new Date(under.now().getTime() + 60 * 86_400_000));
        expect(await statusOf(position)).toEqual(status);
      });

      it('comes when it is withdrawn, once and for all', async () => {
        const position = await created();
        expect(await under.gateway.cancel(position.iupd)).toBe('cancelled');
        expect(await under.gateway.cancel(position.iupd)).toBe('cancelled');
        expect(await statusOf(position)).toEqual({ state: 'invalid' });
        expect(await under.pay(position.noticeNumber)).toBe(false);
        await expect(under.gateway.checkoutAddress(position, BACK)).rejects.toMatchObject(REFUSED);
        await under.gateway.create(position);
        expect(await statusOf(position)).toEqual({ state: 'invalid' });
        expect(await under.gateway.cancel('never-there')).toBe('cancelled');
      });

      it('comes when somebody of the ente withdraws it in another way', async () => {
        const position = await created();
        await under.withdrawElsewhere(position.iupd);
        expect(await statusOf(position)).toEqual({ state: 'invalid' });
        expect(await under.gateway.cancel(position.iupd)).toBe('cancelled');
        await expect(under.gateway.markPaidElsewhere(position, under.now())).rejects.toMatchObject(REFUSED);
      });

      it('does not come to what was paid', async () => {
        const position = await paid();
        expect(await under.gateway.cancel(position.iupd)).toBe('paid');
        expect(await statusOf(position)).toMatchObject({ state: 'paid' });
      });
    });

    describe('what was paid in another way', () => {
      it('is paid without a receipt, and nobody can pay it again', async () => {
        const position = await created();
        const paidAt = new Date(under.now().getTime() - 3_600_000);
        expect(await under.gateway.markPaidElsewhere(position, paidAt)).toBe('marked');
        expect(paymentOf(await statusOf(position))).toEqual({
          amount: 1650,
          paidAt,
          receiptId: null,
          psp: null,
          method: null,
        });
        expect(await under.pay(position.noticeNumber)).toBe(false);
        expect(await under.gateway.markPaidElsewhere(position, under.now())).toBe('paid-already');
        expect(await under.gateway.cancel(position.iupd)).toBe('paid');
        expect(under.charges(position.noticeNumber)).toBe(0);
      });

      it('is not marked where it was paid online', async () => {
        const position = await paid();
        const status = await statusOf(position);
        expect(await under.gateway.markPaidElsewhere(position, under.now())).toBe('paid-already');
        expect(await statusOf(position)).toEqual(status);
      });

      it('is not marked where there is none', async () => {
        await expect(under.gateway.markPaidElsewhere(newPosition(), under.now())).rejects.toMatchObject(REFUSED);
      });
    });

    it('writes a notice as PDF', async () => {
      const position = await created();
      const pdf = await under.gateway.notice(position);
      expect(asText(pdf.slice(0, 5))).toBe('%PDF-');
      const nowhere = { ...position, debtor: { ...position.debtor, address: null } };
      expect(asText((await under.gateway.notice(nowhere)).slice(0, 5))).toBe('%PDF-');
    });

    describe('trouble', () => {
      it('of an answer that was lost leaves one position, which is created again without harm', async () => {
        const position = newPosition();
        under.next('create', 'lost');
        await expect(under.gateway.create(position)).rejects.toMatchObject(AGAIN);
        expect(await statusOf(position)).toEqual({ state: 'payable', amount: 1650 });
        await under.gateway.create(position);
        expect(await under.pay(position.noticeNumber)).toBe(true);
      });

      it('of a withdrawal whose answer was lost ends well when it is asked again', async () => {
        const position = await created();
        under.next('cancel', 'lost');
        await expect(under.gateway.cancel(position.iupd)).rejects.toMatchObject(AGAIN);
        expect(await statusOf(position)).toEqual({ state: 'invalid' });
        expect(await under.gateway.cancel(position.iupd)).toBe('cancelled');
      });

      it('of a mark whose answer was lost is told as a payment that is there', async () => {
        const position = await created();
        under.next('markPaidElsewhere', 'lost');
        await expect(under.gateway.markPaidElsewhere(position, under.now())).rejects.toMatchObject(AGAIN);
        expect(await under.gateway.markPaidElsewhere(position, under.now())).toBe('paid-already');
      });

      it.each(CALLS)('in %s says how long it wants to be left alone', async (call) => {
        const position = call === 'create' ? newPosition() : await created();
        under.next(call, 'busy');
        await expect(calls(position)[call]()).rejects.toMatchObject({ ...AGAIN, pauseSeconds: 90 });
      });

      it.each(CALLS)('in %s changes nothing when it comes before anything is done', async (call) => {
        const position = call === 'create' ? newPosition() : await created();
        const before = await statusOf(position);
        under.next(call, 'out-of-order');
        await expect(calls(position)[call]()).rejects.toMatchObject(AGAIN);
        expect(await statusOf(position)).toEqual(before);
      });

      it('is over when somebody listens again, and is told without secrets and names', async () => {
        const position = await created();
        await under.listen(false);
        for (const call of CALLS) {
          const error: unknown = await calls(position)
            [call]()
            .catch((thrown: unknown) => thrown);
          expect(error).toMatchObject(AGAIN);
          const told = `${error} ${JSON.stringify(error)}`;
          const { codiceFiscale, cognome } = position.debtor;
          for (const secret of [...under.secrets, codiceFiscale, cognome]) expect(told).not.toContain(secret);
        }
        await under.listen(true);
        under.setTime(new Date(under.now().getTime() + LEFT_ALONE_MS));
        expect(await statusOf(position)).toEqual({ state: 'payable', amount: 1650 });
      });
    });
  });
};
