import { cents, decimalOfCents } from '@stanza/core';
import type { Payment, PaymentOption, Position, Transfer } from '../book/book.ts';
import type { Ledger } from '../book/ledger.ts';
import { type ApiCall, type ApiReply, json, problem } from './reply.ts';

/** Cents as Biz-Events says an amount: a number of euro. */
const euro = (amount: number): number => Number(decimalOfCents(cents(amount)));

const transferReply = (creditor: string, transfer: Transfer) => ({
  idTransfer: Number(transfer.idTransfer),
  transferAmount: euro(transfer.amount),
  fiscalCodePA: creditor,
  iban: transfer.iban ?? '',
  mbdAttachment: transfer.stamp === undefined ? '' : Buffer.from('<marcaDaBollo/>').toString('base64'),
  remittanceInformation: transfer.remittanceInformation,
  transferCategory: transfer.category,
});

const receiptReply = (position: Position, option: PaymentOption, payment: Payment) => ({
  receiptId: payment.idReceipt,
  noticeNumber: option.nav,
  fiscalCode: position.creditor,
  outcome: 'OK',
  creditorReferenceId: option.iuv,
  paymentAmount: euro(option.amount),
  description: option.description,
  companyName: position.companyName,
  officeName: position.officeName,
  debtor: {
    entityUniqueIdentifierType: position.type,
    entityUniqueIdentifierValue: position.fiscalCode,
    fullName: position.fullName,
  },
  transferList: option.transfer.map((transfer) => transferReply(position.creditor, transfer)),
  idPSP: 'BANCASIM',
  pspCompanyName: payment.pspCompany,
  idChannel: '99999999999_01',
  channelDescription: 'app',
  paymentMethod: payment.paymentMethod ?? undefined,
  fee: euro(payment.fee),
  paymentDateTime: payment.paymentDate.toISOString().slice(0, 10),
  paymentDateTimeFormatted: payment.paymentDate,
});

/** The calls of Biz-Events for who is creditor. @param isHeld whether a receipt is not there yet */
export const bizEventsCalls = (ledger: Ledger, isHeld: (idReceipt: string) => boolean) => ({
  /** By its name (IUR), and by that and the IUV. */
  receipt({ creditor, params: { iur = '', iuv } }: ApiCall): ApiReply {
    const found = isHeld(iur) ? null : ledger.receiptOf(creditor.fiscalCode, iur);
    if (found === null || (iuv !== undefined && found[1].iuv !== iuv)) return problem(404, 'Not found the receipt');
    return json(200, receiptReply(...found));
  },
});
