import { describe, expect, it } from '@jest/globals';
import { iuvOf } from '../../payment/notice-number.ts';
import type { PaymentGateway, PaymentPosition } from '../../ports/payment-gateway.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import { AGAIN, BACK, type PaymentGatewayUnderTest, type PaymentStage } from './payment-stage.ts';

/** So long is a gateway left alone that does not answer, at first. */
const LEFT_ALONE_MS = 61_000;

/** Each call, about a position. */
const callsOn = (
  { gateway, now }: PaymentGatewayUnderTest,
  position: PaymentPosition,
): Readonly<Record<keyof PaymentGateway, () => Promise<unknown>>> => ({
  create: () => gateway.create(position),
  status: () => gateway.status(position.iupd),
  cancel: () => gateway.cancel(position.iupd),
  markPaidElsewhere: () => gateway.markPaidElsewhere(position, now()),
  checkoutAddress: () => gateway.checkoutAddress(position, BACK),
  receipt: () => gateway.receipt('0123456789', iuvOf(position.noticeNumber)),
  notice: () => gateway.notice(position),
  paidOn: () => gateway.paidOn(dayInItaly(now())),
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

/** What a gateway promises when something goes wrong. */
export const paymentTroubles = (on: PaymentStage): void => {
  describe('trouble', () => {
    it('of an answer that was lost leaves one position, which is created again without harm', async () => {
      const position = on.newPosition();
      on.under.next('create', 'lost');
      await expect(on.under.gateway.create(position)).rejects.toMatchObject(AGAIN);
      expect(await on.statusOf(position)).toEqual({ state: 'payable', amount: 1650 });
      await on.under.gateway.create(position);
      expect(await on.under.pay(position.noticeNumber)).toBe(true);
    });

    it('of a withdrawal whose answer was lost ends well when it is asked again', async () => {
      const position = await on.created();
      on.under.next('cancel', 'lost');
      await expect(on.under.gateway.cancel(position.iupd)).rejects.toMatchObject(AGAIN);
      expect(await on.statusOf(position)).toEqual({ state: 'invalid' });
      expect(await on.under.gateway.cancel(position.iupd)).toBe('cancelled');
    });

    it('of a mark whose answer was lost is told as a payment that is there', async () => {
      const position = await on.created();
      on.under.next('markPaidElsewhere', 'lost');
      await expect(on.under.gateway.markPaidElsewhere(position, on.under.now())).rejects.toMatchObject(AGAIN);
      expect(await on.under.gateway.markPaidElsewhere(position, on.under.now())).toBe('paid-already');
    });

    it.each(CALLS)('in %s says how long it wants to be left alone', async (call) => {
      const position = call === 'create' ? on.newPosition() : await on.created();
      on.under.next(call, 'busy');
      await expect(callsOn(on.under, position)[call]()).rejects.toMatchObject({ ...AGAIN, pauseSeconds: 90 });
    });

    it.each(CALLS)('in %s changes nothing when it comes before anything is done', async (call) => {
      const position = call === 'create' ? on.newPosition() : await on.created();
      const before = await on.statusOf(position);
      on.under.next(call, 'out-of-order');
      await expect(callsOn(on.under, position)[call]()).rejects.toMatchObject(AGAIN);
      expect(await on.statusOf(position)).toEqual(before);
    });

    it('is over when somebody listens again, and is told without secrets and names', async () => {
      const position = await on.created();
      await on.under.listen(false);
      for (const call of CALLS) {
        const error: unknown = await callsOn(on.under, position)
          [call]()
          .catch((thrown: unknown) => thrown);
        expect(error).toMatchObject(AGAIN);
        const told = `${error} ${JSON.stringify(error)}`;
        const { codiceFiscale, cognome } = position.debtor;
        for (const secret of [...on.under.secrets, codiceFiscale, cognome]) expect(told).not.toContain(secret);
      }
      await on.under.listen(true);
      on.under.setTime(new Date(on.under.now().getTime() + LEFT_ALONE_MS));
      expect(await on.statusOf(position)).toEqual({ state: 'payable', amount: 1650 });
    });
  });
};
