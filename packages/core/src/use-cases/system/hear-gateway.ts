import { type NoticeNumber, noticeNumberOf } from '../../payment/notice-number.ts';
import { awaitsMoney, type Payment } from '../../payment/payment.ts';
import { hasLapsed } from '../../payment/payment-moves.ts';
import type { GatewayError, PositionStatus } from '../../ports/payment-gateway.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import type { PaymentChoice } from '../../tenant/payment-choice.ts';
import { afterEvent, savePayment } from '../change-payment.ts';
import { type HearDeps, hearPayment, moneyOf } from './hear-payment.ts';

/** What the gateway has answered, to be written down. */
export type Heard =
  | { readonly kind: 'created'; readonly noticeNumber: NoticeNumber }
  | { readonly kind: 'status'; readonly status: PositionStatus }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'receipt'; readonly receipt: Payment['receipt'] };

/** Without an error, and answered now. */
const answered = (payment: Payment, now: Date): Payment => ({
  ...payment,
  failures: 0,
  lastError: null,
  checkedAt: now,
});

const must = (payment: Payment | null, event: string): Payment => {
  if (payment === null) throw new Error(`${event} cannot happen to the payment`);
  return payment;
};

/** What becomes of a payment by the gateway's word about a position that was not paid. A notice that nobody can pay is not kept: it says who they are. */
const unpaid = (payment: Payment, status: Exclude<PositionStatus, { readonly state: 'paid' }>, now: Date): Payment => {
  const heard = answered(payment, now);
  switch (status.state) {
    case 'payable':
      return hasLapsed(heard, now) ? must(afterEvent(heard, 'LAPSE'), 'LAPSE') : heard;
    case 'expired':
      return must(afterEvent(heard, 'EXPIRE', { position: 'chiusa', documents: {} }), 'EXPIRE');
    case 'invalid':
      return must(afterEvent(heard, 'WITHDRAW', { position: 'chiusa', documents: {} }), 'WITHDRAW');
    case 'absent':
      // What was there is not where the ente says now that it pays: that is for who chose it to mend.
      return { ...payment, failures: payment.failures + 1, lastError: 'settings', checkedAt: now };
  }
};

/** Whether what the gateway said is of the payment as it is now: somebody may have heard it before, or asked for something else. */
const stillCounts = (payment: Payment, heard: Heard): boolean => {
  if (heard.kind === 'status')
    return heard.status.state === 'paid' || (payment.position === 'aperta' && payment.withdrawnAt === null);
  if (heard.kind === 'created') return payment.position === 'chiesta';
  return heard.kind === 'cancelled' ? payment.position !== 'chiusa' : true;
};

/**
 * Writes down what the gateway has answered, under the lock of the practice.
 * @param practice null when it is gone
 * @returns the payment as it is now
 */
export const writeDown = async (
  stores: Stores,
  deps: HearDeps,
  payment: Payment,
  practice: Practice | null,
  heard: Heard,
): Promise<Payment> => {
  const now = deps.clock.now();
  if (!stillCounts(payment, heard)) return payment;
  switch (heard.kind) {
    case 'created':
      // Another process may have given it another number meanwhile: what the gateway has is what can be paid.
      return savePayment(stores, { ...answered(payment, now), noticeNumber: heard.noticeNumber, position: 'aperta' });
    case 'receipt':
      return savePayment(stores, { ...answered(payment, now), receipt: heard.receipt });
    case 'status':
      if (heard.status.state === 'paid') {
        return hearPayment(stores, deps, payment, practice, moneyOf(heard.status.payment));
      }
      return savePayment(stores, unpaid(payment, heard.status, now));
    case 'cancelled': {
      const gone = afterEvent(answered(payment, now), 'WITHDRAW', { position: 'chiusa', documents: {} });
      return savePayment(stores, must(gone, 'WITHDRAW'));
    }
  }
};

/** What becomes of a payment when the gateway did not do what it was asked; not saved yet. */
export const afterFailure = async (
  { payments }: Pick<Stores, 'payments'>,
  payment: Payment,
  choice: PaymentChoice,
  { kind }: GatewayError,
): Promise<Payment> => {
  const failed: Payment = { ...payment, failures: payment.failures + 1, lastError: kind };
  if (kind === 'number-taken' && choice.segregationCode !== null) {
    return { ...failed, noticeNumber: noticeNumberOf(choice.segregationCode, await payments.takeSerial()) };
  }
  const isOfPosition = kind === 'refused' && awaitsMoney(payment) && payment.position !== 'aperta';
  if (!isOfPosition || payment.withdrawnAt !== null) return failed;
  return must(afterEvent(failed, 'FAIL'), 'FAIL');
};
