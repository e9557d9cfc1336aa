import { type Delivery, type DeliveryId, dayAndTime } from '@stanza/core';
import { deliveryName, deliveryStates } from '../../texts/deliveries.it.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** When it is tried next, as people read it. */
const nextAttempt = (at: Date | undefined, now: Date): string => {
  if (at === undefined) return texts.nessunTentativo;
  return at <= now ? texts.adesso : dayAndTime(at);
};

/**
 * What must reach the outside, with its attempts and its failures: the office sees them all (ente.md).
 * @param nextAttempts of those that wait
 */
export const deliveriesTable = (
  deliveries: readonly Delivery[],
  nextAttempts: ReadonlyMap<DeliveryId, Date>,
  now: Date,
) =>
  dataTable(
    texts.elencoConsegne,
    texts.colonne,
    deliveries.map((delivery) => [
      { text: deliveryName(delivery) },
      { badge: deliveryStates[delivery.state] },
      { text: String(delivery.attempts) },
      { text: delivery.lastError ?? texts.nessunErrore },
      { text: dayAndTime(delivery.createdAt) },
      { text: nextAttempt(nextAttempts.get(delivery.id), now) },
    ]),
  );
