import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { DeliveryId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';
import { officePractice } from './office-action.ts';

export type RetryDelivery = (
  tenantId: TenantId,
  actor: Actor,
  practiceId: PracticeId,
  deliveryId: DeliveryId,
) => Promise<Result<{ readonly retried: boolean }, { readonly code: 'not_found' }>>;

/**
 * "Riprova" (ente.md): once its cause is mended, a blocked delivery is tried again from the beginning. One that is not blocked
 * is left to take its course, so that pressing twice does nothing more: the result tells which of the two it was.
 */
export const makeRetryDelivery =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): RetryDelivery =>
  (tenantId, actor, practiceId, deliveryId) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const practice = await officePractice(stores, actor.operator, practiceId);
      const delivery = practice === null ? null : await stores.deliveries.byId(deliveryId);
      if (delivery?.practiceId !== practiceId) return refuse({ code: 'not_found' });
      const retried = practice !== null && (await stores.deliveries.retry(deliveryId));
      if (retried) {
        const details = { consegna: delivery.effect.kind };
        const act = { at: deps.clock.now(), action: 'consegna_ritentata', subject: practice.code, details } as const;
        await recordAct(stores, actor, act);
      }
      return ok({ retried });
    });
