import { type ListedPayment, type Page, type Payment, receivedOf } from '@stanza/core';
import { euro } from '../../format/euro.ts';
import { dayOnly } from '../../format/moment.ts';
import { dataTable } from '../../ui/components.ts';
import { paymentBadge, paymentDocuments } from '../../ui/payment-views.ts';
import { texts } from './texts.it.ts';

/** When the money came in, else when it was asked for. */
const dateOf = ({ settledAt, createdAt }: Payment): Date => settledAt ?? createdAt;

const rowOf =
  (base: string) =>
  ({ payment, serviceName, practiceId }: ListedPayment) => {
    const { practiceCode, amount, excess } = payment;
    const received = receivedOf(payment);
    const documents = paymentDocuments(payment, `${base}/pagamenti`);
    const practice =
      practiceId === null
        ? { text: practiceCode }
        : { link: { label: practiceCode, href: `${base}/pratiche/${practiceId}`, context: serviceName } };
    return [
      { text: serviceName },
      practice,
      { text: dayOnly(dateOf(payment)) },
      { text: euro(received > 0 ? received : amount) },
      {
        badge: paymentBadge(payment),
        ...(excess > 0 ? { detail: texts.daRimborsare(euro(excess)) } : {}),
      },
      documents.length === 0 ? { text: texts.nessunDocumento } : { links: documents },
    ];
  };

export const pagamentiView = (base: string, { rows, next }: Page<ListedPayment>) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  table: rows.length === 0 ? null : dataTable(texts.titolo, texts.colonne, rows.map(rowOf(base))),
  none:
    rows.length > 0
      ? null
      : {
          title: texts.nessuno,
          text: texts.nessunoTesto,
          link: { label: texts.vaiAiServizi, href: `${base}/servizi` },
        },
  pagination: {
    label: texts.pagine,
    // A list by key goes forward; the menu leads back to its beginning.
    previous: null,
    next: next === null ? null : `${base}/pagamenti?dopo=${encodeURIComponent(next)}`,
    position: next === null ? '' : texts.continua,
  },
});
