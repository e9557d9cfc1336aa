import { noticeNumberSchema } from '@stanza/core';
import type { PaymentOption, Position } from './book.ts';
import { brokenDate, type OptionBody, type PositionBody } from './position-body.ts';
import { type Refused, refused } from './refused.ts';

const optionOf = (option: OptionBody): PaymentOption => ({
  nav: option.nav ?? `3${option.iuv}`,
  iuv: option.iuv,
  amount: option.amount,
  description: option.description,
  isPartialPayment: option.isPartialPayment,
  dueDate: option.dueDate,
  status: 'PO_UNPAID',
  payment: null,
  transfer: option.transfer.map(({ idTransfer, amount, remittanceInformation, category, iban, postalIban, stamp }) => ({
    idTransfer,
    amount,
    remittanceInformation,
    category,
    iban,
    postalIban,
    stamp,
    status: 'T_UNREPORTED',
  })),
});

/** A draft of what is asked for. */
export const draftOf = (creditor: string, body: PositionBody, now: Date): Position => ({
  creditor,
  iupd: body.iupd,
  type: body.type,
  payStandIn: body.payStandIn,
  fiscalCode: body.fiscalCode,
  fullName: body.fullName,
  companyName: body.companyName,
  officeName: body.officeName,
  switchToExpired: body.switchToExpired,
  insertedDate: now,
  publishDate: null,
  validityDate: body.validityDate ?? null,
  status: 'DRAFT',
  paymentOption: body.paymentOption.map(optionOf),
});

const isTaken = (draft: Position, others: readonly Position[]): boolean => {
  const options = others.flatMap(({ paymentOption }) => paymentOption);
  const mine = draft.paymentOption;
  return (
    new Set(mine.map(({ nav }) => nav)).size < mine.length ||
    others.some(({ iupd }) => iupd === draft.iupd) ||
    options.some(({ iuv, nav }) => mine.some((one) => one.iuv === iuv || one.nav === nav))
  );
};

export interface Asked {
  readonly body: PositionBody;
  readonly draft: Position;
  /** Segregation codes that the caller may use. */
  readonly codes: readonly string[];
  /** The other positions of the creditor. */
  readonly others: readonly Position[];
  readonly now: Date;
  readonly checksNumbers: boolean;
}

/** @returns why a position is not taken, created or changed */
export const flawOf = ({ body, draft, codes, others, now, checksNumbers }: Asked): Refused | null => {
  const { paymentOption } = draft;
  if (!paymentOption.every(({ iuv }) => codes.includes(iuv.slice(0, 2)))) {
    return refused(403, 'The caller does not have proper authorization for the segregation code');
  }
  if (checksNumbers && !paymentOption.every(({ nav }) => noticeNumberSchema.safeParse(nav).success)) {
    return refused(400, 'The check digits of a notice number are wrong');
  }
  const broken = brokenDate(body, now);
  if (broken !== null) return refused(400, broken);
  return isTaken(draft, others) ? refused(409, 'The debt position violated constraints of uniqueness') : null;
};
