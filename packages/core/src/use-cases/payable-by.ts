import { mayWorkOn } from '../operator/operator.ts';
import type { Payment } from '../payment/payment.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import type { PaymentId } from '../shared/ids.ts';
import { isOperator, mayIntegrate, type Writer } from './draft-access.ts';

/**
 * A payment as somebody who may see and pay it has it, with its practice locked: its citizen, or an operator at the counter of the
 * practice that they opened. Null otherwise, as if it were not there.
 */
export const payableBy = async (stores: Stores, id: PaymentId, payer: Writer): Promise<Payment | null> => {
  const known = await stores.payments.byId(id);
  if (known === null) return null;
  const practice = await stores.practices.lock(known.practiceId);
  // As the request itself may be answered.
  const isTheirs =
    known.integrationId !== null
      ? practice !== null && mayIntegrate(practice, payer)
      : isOperator(payer)
        ? practice?.openedBy === payer.operator.id && mayWorkOn(payer.operator, known.serviceId)
        : known.citizenId === payer.citizenId &&
          (practice === null || practice.openedBy === null || practice.state !== 'bozza');
  // Read again: until the lock was got it could still change.
  return isTheirs ? stores.payments.byId(id) : null;
};
