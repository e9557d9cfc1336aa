import { randomBytes } from 'node:crypto';
import { noticeNumberSchema } from '@stanza/core';
import type { Book, Charge, Payment, PaymentOption, Position } from './book.ts';
import { brokenDate, type OptionBody, type PositionBody } from './position-body.ts';

/** Why something is not done: the status of HTTP that the platform answers with, and its reason. */
export interface Refused {
  readonly status: 400 | 403 | 404 | 409 | 422;
  readonly title: string;
}
const no = (status: Refused['status'], title: string): Refused => ({ status, title });

/** What GPD puts in the place of a receipt and of who took the money, where a position was marked as paid. */
const MARKED = '-';
const PSP = 'Banca Simulata S.p.A.';
const FEE_CENTS = 150;

const isOneOf = <T>(value: T, ...allowed: readonly T[]): boolean => allowed.includes(value);
const isSettled = ({ status }: Position): boolean => isOneOf(status, 'PARTIALLY_PAID', 'PAID', 'REPORTED');

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

export interface LedgerRules {
  readonly now: () => Date;
  /** Whether numbers must have the check digits that they should have: the platform does not look (standards.md 2.1). */
  readonly checksNumbers: boolean;
}

/** The debt positions of the platform, with its rules and states (standards.md 2.2). */
export const makeLedger = (book: Book, { now, checksNumbers }: LedgerRules) => {
  /** What happens because time passes. */
  const settle = (): void => {
    for (const position of book.positions) {
      if (position.status === 'PUBLISHED' && position.validityDate !== null && position.validityDate <= now()) {
        position.status = 'VALID';
      }
      const isOver = position.paymentOption.every(({ dueDate }) => dueDate < now());
      if (position.switchToExpired && isOver && isOneOf(position.status, 'VALID', 'PUBLISHED'))
        position.status = 'EXPIRED';
    }
  };
  const all = (creditor: string): readonly Position[] => {
    settle();
    return book.positions.filter((one) => one.creditor === creditor);
  };
  const find = (creditor: string, iupd: string): Position | undefined => {
    return all(creditor).find((one) => one.iupd === iupd);
  };
  const findOption = (creditor: string, nav: string): readonly [Position, PaymentOption] | null => {
    for (const position of all(creditor)) {
      const option = position.paymentOption.find((one) => one.nav === nav);
      if (option !== undefined) return [position, option];
    }
    return null;
  };

  const isTaken = (creditor: string, body: PositionBody, except: Position | null): boolean => {
    const others = book.positions.filter((one) => one.creditor === creditor && one !== except);
    const options = others.flatMap(({ paymentOption }) => paymentOption);
    const mine = body.paymentOption.map(optionOf);
    const isTwice = new Set(mine.map(({ nav }) => nav)).size < mine.length;
    return (
      isTwice ||
      others.some(({ iupd }) => iupd === body.iupd) ||
      options.some(({ iuv, nav }) => mine.some((one) => one.iuv === iuv || one.nav === nav))
    );
  };
  const flawOf = (
    creditor: string,
    codes: readonly string[],
    body: PositionBody,
    except: Position | null,
  ): Refused | null => {
    if (!body.paymentOption.every(({ iuv }) => codes.includes(iuv.slice(0, 2)))) {
      return no(403, 'The caller does not have proper authorization for the segregation code');
    }
    const isNumbered = body.paymentOption.map(optionOf).every(({ nav }) => noticeNumberSchema.safeParse(nav).success);
    if (checksNumbers && !isNumbered) return no(400, 'The check digits of a notice number are wrong');
    const broken = brokenDate(body, now());
    if (broken !== null) return no(400, broken);
    return isTaken(creditor, body, except) ? no(409, 'The debt position violated constraints of uniqueness') : null;
  };

  /** @returns why it cannot be published */
  const publish = (position: Position): Refused | null => {
    if (position.status !== 'DRAFT') return no(409, 'Existing related payment found or not in publishable state');
    const { validityDate, paymentOption } = position;
    if (validityDate !== null && validityDate < now())
      return no(409, 'Publish request occurred after the validity date began');
    if (validityDate === null && paymentOption.some(({ dueDate }) => dueDate < now())) {
      return no(409, 'Publish request occurred after the due date of a payment options has expired');
    }
    position.publishDate = now();
    position.status = validityDate === null ? 'VALID' : 'PUBLISHED';
    position.validityDate = validityDate ?? now();
    return null;
  };

  const positionOf = (creditor: string, body: PositionBody): Position => ({
    creditor,
    iupd: body.iupd,
    type: body.type,
    payStandIn: body.payStandIn,
    fiscalCode: body.fiscalCode,
    fullName: body.fullName,
    companyName: body.companyName,
    officeName: body.officeName,
    switchToExpired: body.switchToExpired,
    insertedDate: now(),
    publishDate: null,
    validityDate: body.validityDate ?? null,
    status: 'DRAFT',
    paymentOption: body.paymentOption.map(optionOf),
  });

  const create = (
    creditor: string,
    codes: readonly string[],
    body: PositionBody,
    toPublish: boolean,
  ): Position | Refused => {
    const flaw = flawOf(creditor, codes, body, null);
    if (flaw !== null) return flaw;
    const position = positionOf(creditor, body);
    const refused = toPublish ? publish(position) : null;
    if (refused !== null) return refused;
    book.positions.push(position);
    return position;
  };
  const update = (
    there: Position,
    codes: readonly string[],
    body: PositionBody,
    toPublish: boolean,
  ): Position | Refused => {
    if (there.status === 'INVALID' || isSettled(there)) {
      return no(409, 'Existing related payment found or not in updatable state');
    }
    const flaw = flawOf(there.creditor, codes, body, there);
    if (flaw !== null) return flaw;
    const position = { ...positionOf(there.creditor, body), insertedDate: there.insertedDate };
    const refused = toPublish ? publish(position) : null;
    if (refused !== null) return refused;
    book.positions[book.positions.indexOf(there)] = position;
    return position;
  };
  const remove = (position: Position): Refused | null => {
    if (isSettled(position)) return no(409, 'Existing related payment found');
    book.positions.splice(book.positions.indexOf(position), 1);
    return null;
  };
  const invalidate = (position: Position): Refused | null => {
    if (!isOneOf(position.status, 'PUBLISHED', 'VALID')) {
      return no(409, 'Existing related payment found or not in invalidable state');
    }
    position.status = 'INVALID';
    return null;
  };

  /** @returns why somebody cannot pay it now */
  const notPayable = (position: Position, option: PaymentOption): Refused | null => {
    const isPartlyPaid = position.status === 'PARTIALLY_PAID';
    if (
      option.status !== 'PO_UNPAID' ||
      isOneOf(position.status, 'PAID', 'REPORTED') ||
      (isPartlyPaid && !option.isPartialPayment)
    ) {
      return no(409, 'Existing related payment found');
    }
    return position.status === 'VALID' || isPartlyPaid ? null : no(422, 'Not in payable state');
  };
  const settlePayment = (position: Position, option: PaymentOption, payment: Payment): void => {
    option.payment = payment;
    option.status = 'PO_PAID';
    const left = position.paymentOption.filter(
      ({ isPartialPayment, status }) => isPartialPayment && status === 'PO_UNPAID',
    );
    position.status = option.isPartialPayment && left.length > 0 ? 'PARTIALLY_PAID' : 'PAID';
  };
  /** Somebody's money is taken. @returns why it is not */
  const pay = (position: Position, option: PaymentOption, where: Charge['where']): Refused | null => {
    const refused = notPayable(position, option);
    if (refused !== null) return refused;
    const [paymentDate, idReceipt] = [now(), randomBytes(16).toString('hex')];
    const paymentMethod = where === 'online' ? 'creditCard' : 'cash';
    settlePayment(position, option, { paymentDate, pspCompany: PSP, idReceipt, paymentMethod, fee: FEE_CENTS });
    book.charges.push({
      creditor: position.creditor,
      noticeNumber: option.nav,
      amount: option.amount,
      at: paymentDate,
      where,
    });
    return null;
  };
  /** It was paid elsewhere. @returns why that cannot be said of it */
  const mark = (position: Position, option: PaymentOption, paymentDate: Date): Refused | null => {
    const refused = notPayable(position, option);
    if (refused === null) {
      settlePayment(position, option, {
        paymentDate,
        pspCompany: MARKED,
        idReceipt: MARKED,
        paymentMethod: null,
        fee: 0,
      });
    }
    return refused;
  };
  /** The money has come to the ente. */
  const report = (position: Position, option: PaymentOption): void => {
    if (option.status !== 'PO_PAID') return;
    option.status = 'PO_REPORTED';
    for (const transfer of option.transfer) transfer.status = 'T_REPORTED';
    const isAll = position.paymentOption.every(({ status }) => status !== 'PO_PAID');
    if (position.status === 'PAID' && isAll) position.status = 'REPORTED';
  };
  const receiptOf = (creditor: string, idReceipt: string): readonly [Position, PaymentOption, Payment] | null => {
    for (const position of all(creditor)) {
      for (const option of position.paymentOption) {
        const { payment } = option;
        if (idReceipt !== MARKED && payment?.idReceipt === idReceipt) return [position, option, payment];
      }
    }
    return null;
  };

  return {
    all,
    find,
    findOption,
    create,
    update,
    remove,
    publish,
    invalidate,
    notPayable,
    pay,
    mark,
    report,
    receiptOf,
  };
};
export type Ledger = ReturnType<typeof makeLedger>;
