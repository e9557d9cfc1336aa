import type { Due } from '../payment/due.ts';
import { awaitsMoney, countedOf, isSettled, type Payment, settledBy } from '../payment/payment.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import { reckoned, savePayment, takeBackStamp, withdrawPayment } from './change-payment.ts';

/**
 * Settles what a draft was asked for when it is sent, deleted or erased: what is still open is withdrawn, and what came in above what is
 * owed is to be given back, beginning with what came last. Stamps that were declared for what is not sent are free again.
 * @param payments all those of the draft, as they are under the lock of the practice
 * @param owed `nothing` when it goes; what it is sent with; `unknown` when it is sent, and the ente does not ask for money online any more:
 * then it keeps what has come in
 */
export const closePayments = async (
  stores: Pick<Stores, 'payments'>,
  payments: readonly Payment[],
  owed: Due | 'nothing' | 'unknown',
  now: Date,
): Promise<void> => {
  const own = payments.filter(({ integrationId }) => integrationId === null);
  for (const stamp of own.filter(({ kind }) => kind === 'bollo')) {
    if (owed === 'nothing') await takeBackStamp(stores, stamp);
  }
  const online = own.filter(({ kind }) => kind === 'pagopa').toReversed();
  for (const payment of online) if (awaitsMoney(payment)) await withdrawPayment(stores, payment, now);
  if (owed === 'unknown') return;
  const total = owed === 'nothing' ? 0 : (owed.parts.find(({ kind }) => kind === 'pagopa')?.total ?? 0);
  let excess = settledBy(own).pagopa - total;
  for (const payment of online.filter(isSettled)) {
    const back = Math.min(Math.max(excess, 0), countedOf(payment));
    if (back > 0) await savePayment(stores, reckoned(payment, countedOf(payment) - back));
    excess -= back;
  }
};
