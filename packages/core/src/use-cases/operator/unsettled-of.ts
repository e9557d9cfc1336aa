import type { Stores } from '../../ports/unit-of-work.ts';
import { type Delivery, hasEnded } from '../../practice/delivery.ts';
import { registrationKey } from '../../practice/registration-key.ts';
import type { RegistrationRecord } from '../../practice/registration-record.ts';
import type { PracticeId } from '../../shared/ids.ts';

/** A registration of which a person has to say something, with what they need to know for it. */
export interface UnsettledRegistration extends RegistrationRecord {
  /** Why its delivery did not succeed the last time; null when it has not failed. */
  readonly lastError: string | null;
}

/** Those that a person has to settle; what is still to be handed over is one of them when its delivery has given up. */
export const unsettledOf = async (
  { registrations }: Pick<Stores, 'registrations'>,
  practiceId: PracticeId,
  deliveries: readonly Delivery[],
): Promise<readonly UnsettledRegistration[]> => {
  const open = deliveries.filter((delivery) => !hasEnded(delivery) && delivery.effect.kind.startsWith('register_'));
  if (open.length === 0) return [];
  const byKey = new Map(open.map((delivery) => [registrationKey(practiceId, delivery.effect), delivery]));
  return (await registrations.unsettledOf(practiceId))
    .filter(({ state, key }) => state !== 'aperta' || byKey.get(key)?.state === 'bloccata')
    .map((record) => ({ ...record, lastError: byKey.get(record.key)?.lastError ?? null }));
};
