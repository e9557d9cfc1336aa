import { type Delivery, dayAndTime } from '@stanza/core';
import { type BadgeTone, dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

const TONES: Readonly<Record<Delivery['state'], BadgeTone>> = {
  in_attesa: 'info',
  consegnata: 'success',
  senza_indirizzo: 'warning',
  annullata: 'neutral',
  bloccata: 'danger',
};

/** What a delivery is about: "E-mail al cittadino: pratica inviata". */
export const deliveryName = ({ effect }: Delivery): string =>
  effect.kind === 'mail' ? texts.messaggi[effect.template] : texts.registrazioni[effect.kind];

/** What must reach the outside, with its attempts and its failures: the office sees them all (ente.md). */
export const deliveriesTable = (deliveries: readonly Delivery[]) =>
  dataTable(
    texts.elencoConsegne,
    texts.colonne,
    deliveries.map((delivery) => [
      { text: deliveryName(delivery) },
      { badge: { label: texts.consegne[delivery.state], tone: TONES[delivery.state] } },
      { text: String(delivery.attempts) },
      { text: delivery.lastError ?? texts.nessunErrore },
      { text: dayAndTime(delivery.createdAt) },
    ]),
  );
