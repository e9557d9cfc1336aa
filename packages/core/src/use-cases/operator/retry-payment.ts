import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PaymentId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { afterEvent, savePayment } from '../change-payment.ts';
import { recordAct } from '../record-act.ts';

export type RetryPayment = (
  tenantId: TenantId,
  actor: Actor,
  paymentId: PaymentId,
) => Promise<Result<null, { readonly code: 'not_found' }>>;

/**
 * "Riprova": once its cause is mended, an administrator has the gateway asked now what it did not do, also of a position that it had
 * refused. What else failed stays written down until the gateway answers.
 */
export const makeRetryPayment =
  ({ unitOfWork, clock }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock }): RetryPayment =>
  (tenantId, actor, paymentId) =>
    unitOfWork.run(tenantId, async (stores) => {
      const known = isAdministrator(actor.operator) ? await stores.payments.byId(paymentId) : null;
      if (known === null) return refuse({ code: 'not_found' });
      await stores.practices.lock(known.practiceId);
      const payment = (await stores.payments.byId(paymentId)) ?? known;
      if (payment.lastError === null) return ok(null);
      const at = clock.now();
      const again = afterEvent(payment, 'RETRY', { failures: 0, lastError: null });
      if (again !== null) await savePayment(stores, again);
      await stores.payments.wake(paymentId, at);
      const act = { at, action: 'pagamento_ritentato', subject: payment.practiceCode } as const;
      await recordAct(stores, actor, act);
      return ok(null);
    });
