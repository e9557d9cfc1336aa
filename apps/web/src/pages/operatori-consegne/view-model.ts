import { type BlockedDelivery, dayAndTime, type LateNumber, type Page } from '@stanza/core';
import { deliveryName } from '../../texts/deliveries.it.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** What the form sends of a delivery: its practice and itself. */
export const deliveryKey = ({ delivery }: BlockedDelivery): string => `${delivery.practiceId}/${delivery.id}`;

/** What can be done about it: where a person has to say what is true, the answers, which are confirmed on the page where they lead. */
const waysOf = (office: string, { delivery, code, held }: BlockedDelivery) => {
  if (held === null) return { text: texts.daRiprovare };
  const href = `${office}/pratiche/${delivery.practiceId}/registrazione`;
  // There the office is asked: an answer chosen here would be about the registry, and another one on that page.
  if (held === 'arrivata') return { links: [{ label: texts.arrivata, href, context: code }] };
  return {
    links: [
      { label: texts.registrata, href: `${href}?trovato=si`, context: code },
      {
        label: texts.nonRegistrata[held],
        href: `${href}?trovato=${held === 'a_mano' ? 'rinuncio' : 'no'}`,
        context: code,
      },
    ],
  };
};

const rowOf = (office: string) => (blocked: BlockedDelivery) => {
  const { delivery, code, serviceName, held } = blocked;
  return [
    { link: { label: code, href: `${office}/pratiche/${delivery.practiceId}#consegne`, context: serviceName } },
    { text: serviceName },
    { text: deliveryName(delivery) },
    { text: delivery.lastError ?? texts.nessunErrore, detail: held === 'a_mano' ? texts.aMano : undefined },
    { text: dayAndTime(delivery.createdAt) },
    waysOf(office, blocked),
  ];
};

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
  const rows = page.rows.map(rowOf(office));
  const keys = page.rows.filter(({ held }) => held === null).map(deliveryKey);
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    none: rows.length > 0 ? null : { title: texts.nessuna, text: texts.nessunaTesto },
    table: rows.length === 0 ? null : dataTable(texts.tabella, texts.colonne, rows),
    retry: keys.length === 0 ? null : { action: `${here}/riprova`, keys },
    late: lateNumbersView(office, late, most),
    pagination: {
      label: texts.pagine,
      previous: isFirst ? null : here,
      next: page.next === null ? null : `${here}?dopo=${encodeURIComponent(page.next)}`,
      position: isFirst && page.next === null ? '' : texts.posizione,
    },
  };
};
