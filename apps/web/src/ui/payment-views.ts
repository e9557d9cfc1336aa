import {
  awaitsMoney,
  dayAndTime,
  isPayable,
  italianDate,
  PAYMENT_DOCUMENTS,
  type Payment,
  receivedOf,
} from '@stanza/core';
import { euro } from '../format/euro.ts';
import { paymentDocumentTexts, paymentStateTexts, paymentTexts as texts } from '../texts/payments.it.ts';
import type { BadgeView, CellLink, DataListView } from './components.ts';

type Row = DataListView['rows'][number];

/** `{{> payment}}`: a payment as it stands, with its documents. */
export interface PaymentItemView {
  readonly title: string;
  readonly badge: BadgeView;
  readonly facts: DataListView;
  readonly documents: readonly CellLink[];
}

/** In fours, as it is printed. */
const inFours = (number: string): readonly string[] => number.match(/.{1,4}/gu) ?? [];

export const noticeNumberRow = (number: string): Row => ({
  term: texts.numeroAvviso,
  value: number,
  groups: inFours(number),
});

/** That money came in, when and by whom: as the gateway says it, until its receipt is there as the receipt does. */
const moneyRows = ({ paid, elsewhere, receipt, excess }: Payment): readonly Row[] => {
  const [psp, receiptId] = [receipt?.psp ?? paid?.psp ?? null, receipt?.receiptId ?? paid?.receiptId ?? null];
  const fee = receipt?.fee ?? null;
  return [
    ...(paid === null ? [] : [{ term: texts.pagatoIl, value: dayAndTime(receipt?.paidAt ?? paid.paidAt) }]),
    ...(elsewhere === null ? [] : [{ term: texts.pagatoAltroveIl, value: dayAndTime(elsewhere.at) }]),
    ...(psp === null ? [] : [{ term: texts.ricevutoDa, value: psp }]),
    ...(fee === null || fee === 0 ? [] : [{ term: texts.commissione, value: euro(fee) }]),
    ...(receiptId === null ? [] : [{ term: texts.identificativoRicevuta, value: receiptId }]),
    ...(excess === 0 ? [] : [{ term: texts.daRimborsare, value: euro(excess) }]),
  ];
};

/** What a payment is, and what has come in for it. */
export const paymentRows = (payment: Payment): readonly Row[] => {
  const { amount, noticeNumber, stamp } = payment;
  const received = receivedOf(payment);
  return [
    { term: texts.importo, value: euro(received > 0 ? received : amount) },
    ...(noticeNumber === null ? [] : [noticeNumberRow(noticeNumber)]),
    ...(stamp === null
      ? []
      : [{ term: texts.marca, value: texts.marcaDichiarata(stamp.number, italianDate(stamp.day)) }]),
    ...moneyRows(payment),
  ];
};

/** Of what nobody can pay any more, or is not to pay, the notice is worth nothing. */
const isOffered = (payment: Payment, kind: (typeof PAYMENT_DOCUMENTS)[number]): boolean =>
  payment.documents[kind] !== undefined && (kind === 'ricevuta' || isPayable(payment));

/**
 * The downloads that there are.
 * @param href below which the payments are
 */
export const paymentDocuments = (payment: Payment, href: string): readonly CellLink[] =>
  PAYMENT_DOCUMENTS.filter((kind) => isOffered(payment, kind)).map((kind) => ({
    label: paymentDocumentTexts[kind],
    href: `${href}/${payment.id}/${kind}`,
    context: payment.noticeNumber ?? '',
  }));

/** How it stands, in a word: what is being withdrawn is not to be paid, though it is open still. */
export const paymentBadge = (payment: Payment): BadgeView =>
  awaitsMoney(payment) && payment.withdrawnAt !== null ? texts.inAnnullamento : paymentStateTexts[payment.state];

/** @param href below which the payments are */
export const paymentItem = (payment: Payment, href: string): PaymentItemView => ({
  title: payment.items.map(({ label }) => label).join(', '),
  badge: paymentBadge(payment),
  facts: { title: '', editHref: null, rows: paymentRows(payment) },
  documents: paymentDocuments(payment, href),
});
