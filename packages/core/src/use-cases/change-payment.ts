import { cents } from '../payment/cents.ts';
import { type PaymentEvent, paymentStep } from '../payment/payment.machine.ts';
import { type Payment, receivedOf } from '../payment/payment.ts';
import type { Stores } from '../ports/unit-of-work.ts';

/**
 * Lets an event happen to a payment, with what it changes besides the state.
 * @returns null when the event is not possible now
 */
export const afterEvent = (payment: Payment, event: PaymentEvent, change: Partial<Payment> = {}): Payment | null => {
  const changed = { ...payment, ...change };
  const state = paymentStep(payment.state, { inExcess: changed.excess > 0 }, event);
  return state === null ? null : { ...changed, state };
};

/** Saves a payment that was read in this transaction under the lock of its practice. @returns it as it is now */
export const savePayment = async ({ payments }: Pick<Stores, 'payments'>, payment: Payment): Promise<Payment> => {
  const saved = { ...payment, version: payment.version + 1 };
  // Thrown, so that the whole of it is done again from what is there now.
  if (!(await payments.update(saved))) throw new Error(`Payment ${payment.id} was changed by somebody else`);
  return saved;
};

/**
 * Takes a payment back: nobody is sent to pay it any more, and the gateway is told. What was paid meanwhile is found out then.
 * @returns the payment; withdrawn at once where the gateway knows nothing of it
 */
export const withdrawPayment = async (
  stores: Pick<Stores, 'payments'>,
  payment: Payment,
  now: Date,
): Promise<Payment> => {
  if (payment.withdrawnAt !== null) return payment;
  const isUnknown = payment.position === 'nessuna';
  const changed = isUnknown
    ? afterEvent(payment, 'WITHDRAW', { withdrawnAt: now, position: 'chiusa' })
    : { ...payment, withdrawnAt: now };
  if (changed === null) throw new Error(`Payment ${payment.id} cannot be withdrawn`);
  const saved = await savePayment(stores, changed);
  if (!isUnknown) await stores.payments.wake(saved.id, now);
  return saved;
};

/** Frees a declared stamp for another practice. Of one that was taken back before nothing is done. */
export const takeBackStamp = async (stores: Pick<Stores, 'payments'>, payment: Payment): Promise<void> => {
  if (payment.stamp === null) return;
  const free = afterEvent(payment, 'TAKE_BACK', { stamp: null });
  if (free === null) throw new Error(`Stamp ${payment.id} cannot be taken back`);
  await savePayment(stores, free);
};

/** Marks money as to be given back. @param counted what of it is owed, in cents */
export const reckoned = (payment: Payment, counted: number): Payment => {
  const changed = afterEvent(payment, 'RECKON', { excess: cents(receivedOf(payment) - counted) });
  if (changed === null) throw new Error(`Payment ${payment.id} has brought no money`);
  return changed;
};
