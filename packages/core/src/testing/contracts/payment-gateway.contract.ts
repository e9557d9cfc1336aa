import { describe, expect, it } from '@jest/globals';
import { cents } from '../../payment/cents.ts';
import { iuvOf } from '../../payment/notice-number.ts';
import type { PositionPayment, PositionStatus } from '../../ports/payment-gateway.ts';
import { dayInItaly, daysAfter } from '../../shared/calendar.ts';
import { asText } from '../memory/text.ts';
import { BACK, type PaymentGatewayUnderTest, REFUSED, usePayments } from './payment-stage.ts';
import { paymentTroubles } from './payment-troubles.ts';

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
    const on = usePayments(open);

    describe('a position', () => {
      it('can be paid as soon as it was created, and is absent before', async () => {
        const position = on.newPosition();
        expect(await on.statusOf(position)).toEqual({ state: 'absent' });
        await on.under.gateway.create(position);
        expect(await on.statusOf(position)).toEqual({ state: 'payable', amount: 1650 });
      });

      it('is the sum of its items, among them a revenue stamp', async () => {
        const position = await on.created({
          items: [
            { label: 'Diritti', amount: cents(29), category: '9/0101108TS/', stamp: null },
            { label: 'Bollo', amount: cents(1600), category: null, stamp: { document: 'pratica', province: 'PI' } },
          ],
        });
        expect(await on.statusOf(position)).toEqual({ state: 'payable', amount: 1629 });
      });

      it('is the same when it is created again, whatever became of it', async () => {
        const position = await on.created();
        await on.under.gateway.create(position);
        expect(await on.statusOf(position)).toEqual({ state: 'payable', amount: 1650 });
        await on.under.pay(position.noticeNumber);
        await on.under.gateway.create(position);
        expect(await on.statusOf(position)).toMatchObject({ state: 'paid' });
        expect(on.under.charges(position.noticeNumber)).toBe(1);
      });

      it('is not taken with another amount or number under the same name', async () => {
        const position = await on.created();
        const items = [{ label: 'Diritti', amount: cents(1651), category: null, stamp: null }];
        await expect(on.under.gateway.create({ ...position, items })).rejects.toMatchObject(REFUSED);
        const noticeNumber = on.under.newNumber();
        await expect(on.under.gateway.create({ ...position, noticeNumber })).rejects.toMatchObject(REFUSED);
        expect(await on.statusOf(position)).toEqual({ state: 'payable', amount: 1650 });
        expect(await on.under.pay(noticeNumber)).toBe(false);
      });

      it('is not taken with the number of another one', async () => {
        const { noticeNumber } = await on.created();
        const other = on.newPosition({ noticeNumber, iupd: 'un-altra' });
        await expect(on.under.gateway.create(other)).rejects.toMatchObject({
          name: 'GatewayError',
          kind: 'number-taken',
        });
        expect(await on.statusOf(other)).toEqual({ state: 'absent' });
      });

      it('is not taken when its last day is over, and is on its last day', async () => {
        const today = dayInItaly(on.under.now());
        await expect(on.under.gateway.create(on.newPosition({ dueDay: daysAfter(today, -1) }))).rejects.toMatchObject(
          REFUSED,
        );
        const position = await on.created({ dueDay: today });
        expect(await on.under.pay(position.noticeNumber)).toBe(true);
      });
    });

    describe('a payment', () => {
      it('is known with its amount and time, and has a receipt', async () => {
        const position = await on.paid();
        const payment = paymentOf(await on.statusOf(position));
        expect(payment).toMatchObject({ amount: 1650, paidAt: on.under.now() });
        expect(payment.psp).not.toBeNull();
        const iuv = iuvOf(position.noticeNumber);
        const receipt = await on.under.gateway.receipt(payment.receiptId ?? '', iuv);
        expect(receipt).toMatchObject({
          receiptId: payment.receiptId,
          noticeNumber: position.noticeNumber,
          iuv,
          amount: 1650,
          paidAt: on.under.now(),
        });
      });

      it('is one, however often and by however many people it is tried', async () => {
        const position = await on.created();
        await on.under.gateway.checkoutAddress(position, BACK);
        const taken = await Promise.all([1, 2, 3].map(() => on.under.pay(position.noticeNumber)));
        expect(taken.filter(Boolean)).toHaveLength(1);
        expect(await on.under.pay(position.noticeNumber)).toBe(false);
        expect(on.under.charges(position.noticeNumber)).toBe(1);
      });

      it('has a receipt as soon as there is one', async () => {
        on.under.holdReceipts(true);
        const position = await on.paid();
        const receiptId = paymentOf(await on.statusOf(position)).receiptId ?? '';
        const iuv = iuvOf(position.noticeNumber);
        expect(await on.under.gateway.receipt(receiptId, iuv)).toBeNull();
        on.under.holdReceipts(false);
        expect(await on.under.gateway.receipt(receiptId, iuv)).toMatchObject({ receiptId, amount: 1650 });
        expect(await on.under.gateway.receipt('unknown', iuv)).toBeNull();
      });

      it('can be made on a page as long as it is owed', async () => {
        const position = on.newPosition();
        await expect(on.under.gateway.checkoutAddress(position, BACK)).rejects.toMatchObject(REFUSED);
        await on.under.gateway.create(position);
        const first = await on.under.gateway.checkoutAddress(position, BACK);
        expect(first).toMatch(/^(?:https:|http:\/\/(?:127\.0\.0\.1|localhost):)/u);
        expect(await on.under.gateway.checkoutAddress(position, BACK)).toMatch(/^https?:/u);
        await on.under.pay(position.noticeNumber);
        await expect(on.under.gateway.checkoutAddress(position, BACK)).rejects.toMatchObject(REFUSED);
      });

      it('is told of on its day in Italy, and not on another one', async () => {
        on.under.setTime(new Date('2026-03-01T22:59:59Z')); // 23:59:59 of the 1st
        const late = await on.paid();
        on.under.setTime(new Date('2026-03-01T23:00:00Z'));
        const early = await on.paid();
        await on.created();
        const told = await on.under.gateway.paidOn('2026-03-01');
        expect(told).toEqual([
          { iupd: late.iupd, noticeNumber: late.noticeNumber, payment: paymentOf(await on.statusOf(late)) },
        ]);
        expect((await on.under.gateway.paidOn('2026-03-02')).map(({ iupd }) => iupd)).toEqual([early.iupd]);
        expect(await on.under.gateway.paidOn('2026-02-28')).toEqual([]);
      });
    });

    describe('the end of what can be paid', () => {
      it('is the end of the last day', async () => {
        const position = await on.created();
        const end = new Date(`${position.dueDay}T23:59:58+02:00`);
        expect(dayInItaly(end)).toBe(position.dueDay);
        on.under.setTime(end);
        expect(await on.statusOf(position)).toMatchObject({ state: 'payable' });
        on.under.setTime(new Date(end.getTime() + 3_700_000));
        expect(await on.statusOf(position)).toEqual({ state: 'expired' });
        expect(await on.under.pay(position.noticeNumber)).toBe(false);
        await expect(on.under.gateway.checkoutAddress(position, BACK)).rejects.toMatchObject(REFUSED);
        expect(await on.under.gateway.cancel(position.iupd)).toBe('cancelled');
        await expect(on.under.gateway.markPaidElsewhere(position, on.under.now())).rejects.toMatchObject(REFUSED);
        expect(on.under.charges(position.noticeNumber)).toBe(0);
      });

      it('does not change what was paid before', async () => {
        const position = await on.paid();
        const status = await on.statusOf(position);
        on.under.setTime(new Date(on.under.now().getTime() + 60 * 86_400_000));
        expect(await on.statusOf(position)).toEqual(status);
      });

      it('comes when it is withdrawn, once and for all', async () => {
        const position = await on.created();
        expect(await on.under.gateway.cancel(position.iupd)).toBe('cancelled');
        expect(await on.under.gateway.cancel(position.iupd)).toBe('cancelled');
        expect(await on.statusOf(position)).toEqual({ state: 'invalid' });
        expect(await on.under.pay(position.noticeNumber)).toBe(false);
        await expect(on.under.gateway.checkoutAddress(position, BACK)).rejects.toMatchObject(REFUSED);
        await on.under.gateway.create(position);
        expect(await on.statusOf(position)).toEqual({ state: 'invalid' });
        expect(await on.under.gateway.cancel('never-there')).toBe('cancelled');
      });

      it('comes when somebody of the ente withdraws it in another way', async () => {
        const position = await on.created();
        await on.under.withdrawElsewhere(position.iupd);
        expect(await on.statusOf(position)).toEqual({ state: 'invalid' });
        expect(await on.under.gateway.cancel(position.iupd)).toBe('cancelled');
        await expect(on.under.gateway.markPaidElsewhere(position, on.under.now())).rejects.toMatchObject(REFUSED);
      });

      it('does not come to what was paid', async () => {
        const position = await on.paid();
        expect(await on.under.gateway.cancel(position.iupd)).toBe('paid');
        expect(await on.statusOf(position)).toMatchObject({ state: 'paid' });
      });
    });

    describe('what was paid in another way', () => {
      it('is paid without a receipt, and nobody can pay it again', async () => {
        const position = await on.created();
        const paidAt = new Date(on.under.now().getTime() - 3_600_000);
        expect(await on.under.gateway.markPaidElsewhere(position, paidAt)).toBe('marked');
        expect(paymentOf(await on.statusOf(position))).toEqual({
          amount: 1650,
          paidAt,
          receiptId: null,
          psp: null,
          method: null,
        });
        expect(await on.under.pay(position.noticeNumber)).toBe(false);
        expect(await on.under.gateway.markPaidElsewhere(position, on.under.now())).toBe('paid-already');
        expect(await on.under.gateway.cancel(position.iupd)).toBe('paid');
        expect(on.under.charges(position.noticeNumber)).toBe(0);
      });

      it('is not marked where it was paid online', async () => {
        const position = await on.paid();
        const status = await on.statusOf(position);
        expect(await on.under.gateway.markPaidElsewhere(position, on.under.now())).toBe('paid-already');
        expect(await on.statusOf(position)).toEqual(status);
      });

      it('is not marked where there is none', async () => {
        await expect(on.under.gateway.markPaidElsewhere(on.newPosition(), on.under.now())).rejects.toMatchObject(
          REFUSED,
        );
      });
    });

    it('writes a notice as PDF', async () => {
      const position = await on.created();
      const pdf = await on.under.gateway.notice(position);
      expect(asText(pdf.slice(0, 5))).toBe('%PDF-');
      const nowhere = { ...position, debtor: { ...position.debtor, address: null } };
      expect(asText((await on.under.gateway.notice(nowhere)).slice(0, 5))).toBe('%PDF-');
    });

    paymentTroubles(on);
  });
};
