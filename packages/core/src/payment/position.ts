import type { Citizen } from '../person/citizen.ts';
import type { PaymentPosition } from '../ports/payment-gateway.ts';
import type { NoticeNumber } from './notice-number.ts';
import { iupdOf, type Payment } from './payment.ts';

/** @throws when it is a stamp, which has none */
export const numberOf = ({ id, noticeNumber }: Pick<Payment, 'id' | 'noticeNumber'>): NoticeNumber => {
  if (noticeNumber === null) throw new Error(`Payment ${id} has no notice`);
  return noticeNumber;
};

/** What the gateway is told of a payment. */
export const positionOf = (
  payment: Payment,
  { identity, residenza }: Pick<Citizen, 'identity' | 'residenza'>,
): PaymentPosition => {
  const { subject, items, dueDay } = payment;
  const { codiceFiscale, nome, cognome } = identity;
  const noticeNumber = numberOf(payment);
  const debtor = { codiceFiscale, nome, cognome, address: residenza };
  return { iupd: iupdOf(payment), noticeNumber, subject, items, dueDay, debtor };
};
