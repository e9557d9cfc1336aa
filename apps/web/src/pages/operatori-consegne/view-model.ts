import { type BlockedDelivery, dayAndTime, type LateNumber, type Page } from '@stanza/core';
import { deliveryName } from '../../texts/deliveries.it.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** What the form sends of a delivery: its practice and itself. */
export const deliveryKey = ({ delivery }: BlockedDelivery): string => `${delivery.practiceId}/${delivery.id}`;

/** @param most as many are listed */
const lateNumbersView = (office: string, late: readonly LateNumber[], most: number) => {
  if (late.length === 0) return null;
  const rows = late.map(({ practiceId, code, serviceName, askedAt }) => [
    { link: { label: code, href: `${office}/pratiche/${practiceId}/registrazione`, context: serviceName } },
    { text: serviceName },
    { text: dayAndTime(askedAt) },
  ]);
  return {
    title: texts.numeri,
    text: late.length < most ? texts.numeriTesto : `${texts.numeriTesto} ${texts.numeriPrimi(most)}`,
    table: dataTable(texts.numeri, texts.numeriColonne, rows),
  };
};

/**
 * @param office path of the office
 * @param isFirst whether this is the first page
 * @param late what waits for its number, as many as `most` at most
 */
export const operatoriConsegneView = (
  office: string,
  page: Page<BlockedDelivery>,
  isFirst: boolean,
  late: readonly LateNumber[],
  most: number,
) => {
  const here = `${office}/consegne`;
  const rows = page.rows.map(({ delivery, code, serviceName }) => [
    { link: { label: code, href: `${office}/pratiche/${delivery.practiceId}#consegne`, context: serviceName } },
    { text: serviceName },
    { text: deliveryName(delivery) },
    { text: delivery.lastError ?? texts.nessunErrore },
    { text: dayAndTime(delivery.createdAt) },
  ]);
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    none: rows.length > 0 ? null : { title: texts.nessuna, text: texts.nessunaTesto },
    table: rows.length === 0 ? null : dataTable(texts.tabella, texts.colonne, rows),
    retry: rows.length === 0 ? null : { action: `${here}/riprova`, keys: page.rows.map(deliveryKey) },
    late: lateNumbersView(office, late, most),
    pagination: {
      label: texts.pagine,
      previous: isFirst ? null : here,
      next: page.next === null ? null : `${here}?dopo=${encodeURIComponent(page.next)}`,
      position: isFirst && page.next === null ? '' : texts.posizione,
    },
  };
};
