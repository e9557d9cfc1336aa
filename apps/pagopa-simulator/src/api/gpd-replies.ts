import type { PaymentOption, Position, Transfer } from '../book/book.ts';

/** What GPD says of a position, in its own words. What has no value is left out, as JSON does with undefined. */
const transferReply = (creditor: string, { status, ...transfer }: Transfer) => ({
  ...transfer,
  organizationFiscalCode: creditor,
  status,
});

export const optionReply = (creditor: string, { payment, transfer, ...option }: PaymentOption) => ({
  ...option,
  organizationFiscalCode: creditor,
  paymentDate: payment?.paymentDate,
  pspCompany: payment?.pspCompany,
  idReceipt: payment?.idReceipt,
  paymentMethod: payment?.paymentMethod ?? undefined,
  fee: payment?.fee,
  transfer: transfer.map((one) => transferReply(creditor, one)),
});

const paidAt = ({ status, paymentOption }: Position): Date | undefined =>
  status === 'PAID' || status === 'REPORTED'
    ? paymentOption.flatMap(({ payment }) => payment?.paymentDate ?? []).at(-1)
    : undefined;

/** As it is read: without who pays. */
export const positionReply = (position: Position) => ({
  iupd: position.iupd,
  organizationFiscalCode: position.creditor,
  type: position.type,
  companyName: position.companyName,
  officeName: position.officeName,
  insertedDate: position.insertedDate,
  publishDate: position.publishDate ?? undefined,
  validityDate: position.validityDate ?? undefined,
  paymentDate: paidAt(position),
  status: position.status,
  paymentOption: position.paymentOption.map((option) => optionReply(position.creditor, option)),
});

/** As it is answered to whoever created or changed it: what they have sent, and its state. */
export const positionBodyReply = (position: Position) => ({
  iupd: position.iupd,
  type: position.type,
  payStandIn: position.payStandIn,
  fiscalCode: position.fiscalCode,
  fullName: position.fullName,
  switchToExpired: position.switchToExpired,
  companyName: position.companyName,
  officeName: position.officeName,
  validityDate: position.validityDate ?? undefined,
  paymentDate: paidAt(position),
  status: position.status,
  paymentOption: position.paymentOption.map(({ status: _status, payment: _payment, transfer, ...option }) => ({
    ...option,
    transfer: transfer.map(({ status: _reported, ...sent }) => sent),
  })),
});
