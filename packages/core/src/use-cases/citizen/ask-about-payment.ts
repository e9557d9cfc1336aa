import { awaitsMoney } from '../../payment/payment.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PaymentId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Writer } from '../draft-access.ts';
import { payableBy } from '../payable-by.ts';

export type AskAboutPayment = (
  tenantId: TenantId,
  payer: Writer,
  paymentId: PaymentId,
) => Promise<Result<null, { readonly code: 'not_found' }>>;

/** Between two looks that somebody asks for. */
const PATIENCE_MS = 3000;

/**
 * "Ho già pagato", and whoever comes back from the gateway's page: has the gateway asked now instead of later. It changes nothing by
 * itself.
 */
export const makeAskAboutPayment =
  ({ unitOfWork, clock }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock }): AskAboutPayment =>
  (tenantId, payer, paymentId) =>
    unitOfWork.run(tenantId, async (stores) => {
      const payment = await payableBy(stores, paymentId, payer);
      if (payment === null) return refuse({ code: 'not_found' });
      if (!awaitsMoney(payment) || payment.kind === 'bollo') return ok(null);
      const now = clock.now();
      const last = payment.checkedAt?.getTime() ?? 0;
      await stores.payments.wake(payment.id, new Date(Math.max(now.getTime(), last + PATIENCE_MS)));
      return ok(null);
    });
