import { type DocumentPayment, type DocumentRow, dayAndTime, inEuro } from '@stanza/core';
import { PAYMENT } from './texts.it.ts';

/** What was paid, a row for each fact. */
export const paymentRows = ({ items, amount, how, number, paidAt }: DocumentPayment): readonly DocumentRow[] => [
  ...items.map((item) => ({ label: item.label, value: inEuro(item.amount) })),
  ...(items.length > 1 ? [{ label: PAYMENT.total, value: inEuro(amount) }] : []),
  { label: PAYMENT.how, value: PAYMENT.ways[how] },
  { label: PAYMENT.numbers[how], value: number },
  { label: PAYMENT.paidAt, value: dayAndTime(paidAt) },
];
