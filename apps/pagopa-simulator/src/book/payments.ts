import { randomBytes } from 'node:crypto';
import type { Charge, Payment, PaymentOption, Position } from './book.ts';
import { type Refused, refused } from './refused.ts';

/** What GPD puts in the place of a receipt and of who took the money, where a position was marked as paid. */
export const MARKED = '-';
const PSP = 'Banca Simulata S.p.A.';
const FEE_CENTS = 150;

/** @returns why somebody cannot pay it now */
export const notPayable = ({ status }: Position, option: PaymentOption): Refused | null => {
  const isPartlyPaid = status === 'PARTIALLY_PAID';
  const isPaid = option.status !== 'PO_UNPAID' || status === 'PAID' || status === 'REPORTED';
  // Once a part was paid the whole is not to be paid any more.
  if (isPaid || (isPartlyPaid && !option.isPartialPayment)) return refused(409, 'Existing related payment found');
  return status === 'VALID' || isPartlyPaid ? null : refused(422, 'Not in payable state');
};

const settleWith = (position: Position, option: PaymentOption, payment: Payment): void => {
  option.payment = payment;
  option.status = 'PO_PAID';
  const left = position.paymentOption.some(
    ({ isPartialPayment, status }) => isPartialPayment && status === 'PO_UNPAID',
  );
  position.status = option.isPartialPayment && left ? 'PARTIALLY_PAID' : 'PAID';
};

/** Somebody pays what can be paid. @returns what was taken from them */
export const payNow = (position: Position, option: PaymentOption, where: Charge['where'], now: Date): Charge => {
  const paymentMethod = where === 'online' ? 'creditCard' : 'cash';
  const idReceipt = randomBytes(16).toString('hex');
  settleWith(position, option, { paymentDate: now, pspCompany: PSP, idReceipt, paymentMethod, fee: FEE_CENTS });
  return { creditor: position.creditor, noticeNumber: option.nav, amount: option.amount, at: now, where };
};

/** It was paid elsewhere. @returns why that cannot be said of it */
export const mark = (position: Position, option: PaymentOption, paymentDate: Date): Refused | null => {
  const flaw = notPayable(position, option);
  if (flaw !== null) return flaw;
  settleWith(position, option, { paymentDate, pspCompany: MARKED, idReceipt: MARKED, paymentMethod: null, fee: 0 });
  return null;
};

/** The money has come to the ente. */
export const report = (position: Position, option: PaymentOption): void => {
  if (option.status !== 'PO_PAID') return;
  option.status = 'PO_REPORTED';
  for (const transfer of option.transfer) transfer.status = 'T_REPORTED';
  const isAll = position.paymentOption.every(({ status }) => status !== 'PO_PAID');
  if (position.status === 'PAID' && isAll) position.status = 'REPORTED';
};
