import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Delivery } from '../../practice/delivery.ts';
import { registrationKey } from '../../practice/registration-key.ts';
import { isHeld } from '../../practice/registration-record.ts';
import type { DeliveryId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';
import { lockOfficePractice } from './office-action.ts';

/** What became of it. @property held a person has to say first what is true of a registration of the practice: nothing was tried again */
export interface Retried {
  readonly retried: boolean;
  readonly held: boolean;
}

export type RetryDelivery = (
  tenantId: TenantId,
  actor: Actor,
  practiceId: PracticeId,
  deliveryId: DeliveryId,
) => Promise<Result<Retried, { readonly code: 'not_found' }>>;

/** Its registration, or one that has to come before it, is in doubt or done by hand. */
const waitsForAPerson = async ({ registrations }: Stores, { practiceId, effect }: Delivery): Promise<boolean> =>
  registrationKey(practiceId, effect) !== null &&
  (await registrations.unsettledOf(practiceId)).some(({ state }) => isHeld(state));

/**
 * "Riprova" (ente.md): once its cause is mended, a blocked delivery is tried again from the beginning. One that is not blocked
 * is left to take its course, so that pressing twice does nothing more: the result tells which of the two it was. Under the lock of
 * the practice: of a colleague who registers by hand and one who tries again, the second is told.
 */
export const makeRetryDelivery =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): RetryDelivery =>
  (tenantId, actor, practiceId, deliveryId) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const practice = await lockOfficePractice(stores, actor.operator, practiceId);
      const delivery = practice === null ? null : await stores.deliveries.byId(deliveryId);
      if (delivery?.practiceId !== practiceId) return refuse({ code: 'not_found' });
      const held = delivery.state === 'bloccata' && (await waitsForAPerson(stores, delivery));
      const retried = practice !== null && !held && (await stores.deliveries.retry(deliveryId));
      if (retried) {
        const details = { consegna: delivery.effect.kind };
        const act = { at: deps.clock.now(), action: 'consegna_ritentata', subject: practice.code, details } as const;
        await recordAct(stores, actor, act);
      }
      return ok({ retried, held });
    });
