import type { Operator } from '../../operator/operator.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { DeliveryId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { officePractice } from './office-action.ts';

export type RetryDelivery = (
  tenantId: TenantId,
  operator: Operator,
  practiceId: PracticeId,
  deliveryId: DeliveryId,
) => Promise<Result<null, { readonly code: 'not_found' }>>;

/**
 * "Riprova" (ente.md): once its cause is mended, a blocked delivery is tried again from the beginning. One that is not blocked
 * is left to take its course, so that pressing twice does nothing more.
 */
export const makeRetryDelivery =
  (deps: { unitOfWork: UnitOfWork }): RetryDelivery =>
  (tenantId, operator, practiceId, deliveryId) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const practice = await officePractice(stores, operator, practiceId);
      const delivery = practice === null ? null : await stores.deliveries.byId(deliveryId);
      if (delivery?.practiceId !== practiceId) return refuse({ code: 'not_found' });
      await stores.deliveries.retry(deliveryId);
      return ok(null);
    });
