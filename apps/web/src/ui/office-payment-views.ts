import {
  awaitsMoney,
  cents,
  countedOf,
  dayAndTime,
  inEuro,
  italianDate,
  PAYMENT_DOCUMENTS,
  type Payment,
  toRefundOf,
} from '@stanza/core';
import { fileSize } from '../format/file-size.ts';
import { gatewayErrors, paymentStates, paymentTexts as texts } from '../texts/office-payments.it.ts';
import type { BadgeView, DataListView, FileItemView } from './components.ts';

/** The state of a payment for the office: what was given back is that, though the state of it stays. */
export const officePaymentBadge = (payment: Payment): BadgeView =>
  paymentStates[payment.state === 'da_rimborsare' && toRefundOf(payment) === 0 ? 'rimborsato' : payment.state];

type Row = DataListView['rows'][number];

const moneyRows = ({ paid, elsewhere, stamp, receipt }: Payment): readonly Row[] => [
  ...(paid === null ? [] : [{ term: texts.pagatoIl, value: dayAndTime(paid.paidAt) }]),
  ...(paid?.psp == null ? [] : [{ term: texts.pressoDi, value: paid.psp }]),
  ...(receipt === null ? [] : [{ term: texts.ricevuta, value: receipt.receiptId }]),
  ...(elsewhere === null
    ? []
    : [{ term: texts.altrove, value: texts.altroveIl(dayAndTime(elsewhere.at), elsewhere.note) }]),
  ...(stamp === null ? [] : [{ term: texts.marca, value: texts.marcaDel(stamp.number, italianDate(stamp.day)) }]),
];

const refundRows = (payment: Payment): readonly Row[] => {
  const { refund } = payment;
  const left = toRefundOf(payment);
  return [
    ...(left === 0 ? [] : [{ term: texts.eccedenza, value: inEuro(cents(left)) }]),
    ...(refund === null
      ? []
      : [
          {
            term: texts.rimborsato,
            value: texts.rimborsatoIl(inEuro(refund.amount), italianDate(refund.day), refund.note),
          },
        ]),
  ];
};

/** Everything that the office is told of a payment. @param title empty where the page says what it is */
export const paymentFacts = (payment: Payment, title: string): DataListView => {
  const { amount, items, noticeNumber, dueDay, lastError } = payment;
  return {
    title,
    editHref: null,
    rows: [
      { term: texts.importo, value: inEuro(amount) },
      { term: texts.voci, value: items.map((item) => texts.voce(item.label, inEuro(item.amount))).join('; ') },
      ...(noticeNumber === null ? [] : [{ term: texts.numeroAvviso, value: noticeNumber }]),
      ...(awaitsMoney(payment) ? [{ term: texts.entro, value: italianDate(dueDay) }] : []),
      ...moneyRows(payment),
      ...refundRows(payment),
      ...(lastError === null ? [] : [{ term: texts.errore, value: gatewayErrors[lastError] }]),
    ],
  };
};

/** Its notice and its receipt, where they are. @param href below which they are downloaded */
export const paymentFiles = ({ documents }: Payment, href: string): readonly FileItemView[] =>
  PAYMENT_DOCUMENTS.flatMap((kind) => {
    const document = documents[kind];
    if (document === undefined) return [];
    const { fileName, size } = document;
    const description = texts.documenti[kind];
    return [{ name: fileName, href: `${href}/${kind}`, details: fileSize(size), description, usedBy: [] }];
  });

/** What a list says of the payments of a practice, in a few words; undefined when there is nothing to say. */
export const paymentsInList = (payments: readonly Payment[]): string | undefined => {
  const sum = (of: (payment: Payment) => number) => payments.reduce((total, payment) => total + of(payment), 0);
  const toRefund = sum(toRefundOf);
  const paid = sum(countedOf);
  const due = sum((payment) => (awaitsMoney(payment) && payment.withdrawnAt === null ? payment.amount : 0));
  const refunded = sum(({ refund }) => refund?.amount ?? 0);
  const said = [
    paid > 0 ? texts.elenco.pagato(inEuro(cents(paid))) : null,
    due > 0 ? texts.elenco.daPagare(inEuro(cents(due))) : null,
    toRefund > 0 ? texts.elenco.daRimborsare(inEuro(cents(toRefund))) : null,
    toRefund === 0 && refunded > 0 ? texts.elenco.rimborsato(inEuro(cents(refunded))) : null,
  ].filter((words) => words !== null);
  return said.length === 0 ? undefined : said.join('; ');
};
