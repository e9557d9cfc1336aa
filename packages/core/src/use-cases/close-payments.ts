import type { Due } from '../payment/due.ts';
import { awaitsMoney, countedOf, isSettled, type Payment, settledBy } from '../payment/payment.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import { reckoned, savePayment, withdrawPayment } from './change-payment.ts';

/**
 * Settles what a draft was asked for when it is sent, or erased: what is still open is withdrawn, and what came in above what is owed is
 * to be given back, beginning with what came last.
 * @param payments all those of the draft, as they are under the lock of the practice
 * @param due null when nothing is owed
 */
export const closePayments = async (
  stores: Pick<Stores, 'payments'>,
  payments: readonly Payment[],
  due: Due | null,
  now: Date,
): Promise<void> => {
  const own = payments.filter(({ integrationId }) => integrationId === null);
  const settled = settledBy(own);
  for (const kind of ['pagopa', 'bollo'] as const) {
    let excess = settled[kind] - (due?.parts.find((part) => part.kind === kind)?.total ?? 0);
    for (const payment of own.filter((one) => one.kind === kind).toReversed()) {
      if (awaitsMoney(payment)) await withdrawPayment(stores, payment, now);
      const counted = countedOf(payment);
      // A stamp that was declared and is not needed stays whole: there is nothing to give back.
      if (!isSettled(payment) || kind === 'bollo' || excess <= 0 || counted === 0) continue;
      const back = Math.min(excess, counted);
      await savePayment(stores, reckoned(payment, counted - back));
      excess -= back;
    }
  }
};
