import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PaymentId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { afterEvent, savePayment } from '../change-payment.ts';
import type { Writer } from '../draft-access.ts';
import { payableBy } from '../payable-by.ts';

export type RetryOwnPayment = (
  tenantId: TenantId,
  payer: Writer,
  paymentId: PaymentId,
) => Promise<Result<null, { readonly code: 'not_found' }>>;

/** "Riprova": has a position that the gateway did not take asked for once more. Of any other nothing is done. */
export const makeRetryOwnPayment =
  ({ unitOfWork, clock }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock }): RetryOwnPayment =>
  (tenantId, payer, paymentId) =>
    unitOfWork.run(tenantId, async (stores) => {
      const payment = await payableBy(stores, paymentId, payer);
      if (payment === null) return refuse({ code: 'not_found' });
      const again = afterEvent(payment, 'RETRY', { failures: 0 });
      if (again === null) return ok(null);
      const saved = await savePayment(stores, again);
      await stores.payments.wake(saved.id, clock.now());
      return ok(null);
    });
