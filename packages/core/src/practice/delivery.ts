import type { DeliveryId, PracticeId } from '../shared/ids.ts';
import type { Effect } from './effect.ts';

/**
 * One thing that must reach the outside (a mail, a registration), as a fact one can look at: how often it was tried,
 * with what error, whether it is done. `bloccata`: no further attempt will be made by itself.
 */
export interface Delivery {
  readonly id: DeliveryId;
  readonly practiceId: PracticeId;
  readonly effect: Effect;
  readonly state: 'in_attesa' | 'consegnata' | 'bloccata';
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
}

/** After so many failures a delivery is `bloccata`: with the queue's backoff this is about 2.7 days. */
export const MAX_DELIVERY_ATTEMPTS = 20;
