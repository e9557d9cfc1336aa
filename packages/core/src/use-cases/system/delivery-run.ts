import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { CitizenRefusedError } from '../../ports/mailer.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { type Delivery, hasEnded } from '../../practice/delivery.ts';
import { waitsForOffice } from '../../practice/effect.ts';
import type { Practice } from '../../practice/practice.ts';
import { type DeliveryId, deliveryIdSchema, type TenantId } from '../../shared/ids.ts';

/** What the worker runs for a queued delivery. Doing it twice, or again after a crash at any point, is harmless. */
export type RunDelivery = (tenantId: TenantId, deliveryId: DeliveryId) => Promise<void>;

/**
 * Loads a delivery that is still to be done, with its practice.
 * @returns null when it is already done, or gone with its draft
 */
export const openDelivery = async (
  stores: Stores,
  id: DeliveryId,
): Promise<{ readonly delivery: Delivery; readonly practice: Practice } | null> => {
  const delivery = await stores.deliveries.byId(id);
  if (delivery === null || hasEnded(delivery)) return null;
  const practice = await stores.practices.byId(delivery.practiceId);
  if (practice === null) throw new Error(`Practice ${delivery.practiceId} of a delivery is not there`);
  return { delivery, practice };
};

/** The practice under lock, so that what was found before is still true until the transaction ends. */
export const lockPractice = async (stores: Stores, practice: Practice): Promise<Practice> => {
  const locked = await stores.practices.lock(practice.id);
  if (locked === null) throw new Error(`Practice ${practice.id} is gone`);
  return locked;
};

/** Stops a job whose event did not happen: it is tried again from the facts as they are then. */
export const mustHappen = (result: Practice | 'impossible' | 'stale', event: string): Practice => {
  if (result === 'impossible' || result === 'stale') throw new Error(`${event} did not happen: ${result}`);
  return result;
};

/** @param refused the address of a citizen that was refused for good, when that is what went wrong */
export type FailDelivery = (
  tenantId: TenantId,
  deliveryId: DeliveryId,
  error: string,
  final: boolean,
  refused?: CitizenRefusedError,
) => Promise<void>;

/**
 * Writes down a failed attempt, where the operator sees it, and an address to which no other mail is sent. When nothing more is tried by
 * itself, a mail to the administrators is queued, one an hour at most, if it is in the list of what is blocked: invitations and
 * warnings about drafts are not. A message on App IO that will not be tried again has ended: the mail
 * says the same, so that nobody is called upon.
 */
export const makeFailDelivery =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): FailDelivery =>
  (tenantId, deliveryId, error, final, refused) =>
    deps.unitOfWork.run(tenantId, async ({ deliveries, citizens }) => {
      const effect = (await deliveries.byId(deliveryId))?.effect;
      const isNotice = final && effect?.kind === 'app_io';
      const blocked = await deliveries.fail(deliveryId, error, final && !isNotice);
      if (isNotice) await deliveries.complete(deliveryId, deps.clock.now(), 'non_riuscita');
      if (refused !== undefined) await citizens.saveEmailRefused(refused.citizenId, refused.email, true);
      if (blocked && effect !== undefined && !isNotice && waitsForOffice(effect))
        await deliveries.enqueueNotice(deliveryIdSchema.parse(deps.ids.next()), deps.clock.now());
    });
