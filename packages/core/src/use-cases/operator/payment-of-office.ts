import { mayWorkOn, type Operator } from '../../operator/operator.ts';
import type { Payment } from '../../payment/payment.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import type { PaymentId } from '../../shared/ids.ts';

/** A payment with its practice under lock. @property practice null when it is gone */
export interface LockedPayment {
  readonly payment: Payment;
  readonly practice: Practice | null;
}

/** A payment as an operator may see it: of a service that they are enabled for, whatever became of its practice; null otherwise. */
export const officePayment = async (
  { payments }: Pick<Stores, 'payments'>,
  operator: Operator,
  id: PaymentId,
): Promise<Payment | null> => {
  const payment = await payments.byId(id);
  return payment !== null && mayWorkOn(operator, payment.serviceId) ? payment : null;
};

/** The same, and nobody else changes it until the transaction ends. */
export const lockOfficePayment = async (
  stores: Stores,
  operator: Operator,
  id: PaymentId,
): Promise<LockedPayment | null> => {
  const known = await officePayment(stores, operator, id);
  if (known === null) return null;
  const practice = await stores.practices.lock(known.practiceId);
  // Read again: until the lock was got it could still change.
  const payment = await stores.payments.byId(id);
  return payment === null ? null : { payment, practice };
};
