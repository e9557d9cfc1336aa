import type { DeliveryId, PracticeId } from '../shared/ids.ts';
import type { Effect } from './effect.ts';

/**
 * How a delivery ends: it reached somebody, there was no e-mail address to write to (or it refuses all mail), or when its turn came there
 * was nothing to say any more, or nobody to say it to. A message on App IO ends also because the citizen does not get any there, or could
 * not be delivered, which nobody needs to look after: the mail says the same.
 */
const DELIVERY_ENDS = ['consegnata', 'senza_indirizzo', 'annullata', 'senza_app_io', 'non_riuscita'] as const;
export type DeliveryEnd = (typeof DELIVERY_ENDS)[number];

/**
 * One thing that must reach the outside (a mail, a registration), as a fact one can look at: how often it was tried,
 * with what error, how it ended. `bloccata`: no further attempt will be made by itself.
 */
export interface Delivery {
  readonly id: DeliveryId;
  readonly practiceId: PracticeId;
  readonly effect: Effect;
  readonly state: 'in_attesa' | DeliveryEnd | 'bloccata';
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
}

/** Whether nothing more is to be done. */
export const hasEnded = ({ state }: Pick<Delivery, 'state'>): boolean => DELIVERY_ENDS.some((end) => end === state);

/**
 * After so many failures a delivery is `bloccata`: by the backoff of the queue, e to the number of failures in seconds
 * (six hours at most) give or take a fifth, this is about 2.7 days.
 */
export const MAX_DELIVERY_ATTEMPTS = 20;
