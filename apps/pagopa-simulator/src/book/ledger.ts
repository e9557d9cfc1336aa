import type { Book, Charge, Payment, PaymentOption, Position } from './book.ts';
import { draftOf, flawOf } from './new-position.ts';
import { MARKED, mark, notPayable, payNow, report } from './payments.ts';
import type { PositionBody } from './position-body.ts';
import { type Refused, refused } from './refused.ts';
import { invalidate, isSettled, publish, settle } from './states.ts';

export interface LedgerRules {
  readonly now: () => Date;
  /** Whether numbers must have the check digits that they should have: the platform does not look (standards.md 2.1). */
  readonly checksNumbers: boolean;
}

/** What a position is to become. */
interface Wanted {
  readonly creditor: string;
  /** Segregation codes that the caller may use. */
  readonly codes: readonly string[];
  readonly body: PositionBody;
  readonly toPublish: boolean;
}

/** The debt positions of the platform, with its rules and states (standards.md 2.2). */
export const makeLedger = (book: Book, { now, checksNumbers }: LedgerRules) => {
  const all = (creditor: string): readonly Position[] => {
    for (const position of book.positions) settle(position, now());
    return book.positions.filter((one) => one.creditor === creditor);
  };
  const find = (creditor: string, iupd: string): Position | undefined => all(creditor).find((one) => one.iupd === iupd);
  const findOption = (creditor: string, nav: string): readonly [Position, PaymentOption] | null => {
    for (const position of all(creditor)) {
      const option = position.paymentOption.find((one) => one.nav === nav);
      if (option !== undefined) return [position, option];
    }
    return null;
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

  /** @param there the position that it takes the place of */
  const made = ({ creditor, codes, body, toPublish }: Wanted, there: Position | null): Position | Refused => {
    const draft = draftOf(creditor, body, now());
    const others = all(creditor).filter((one) => one !== there);
    const flaw = flawOf({ body, draft, codes, others, now: now(), checksNumbers });
    return flaw ?? (toPublish ? publish(draft, now()) : null) ?? draft;
  };
  const isRefused = (one: Position | Refused): one is Refused => 'title' in one;

  return {
    all,
    find,
    findOption,
    receiptOf,
    isRefused,
    notPayable,
    mark,
    report,
    invalidate,
    publish: (position: Position): Refused | null => publish(position, now()),
    create(wanted: Wanted): Position | Refused {
      const position = made(wanted, null);
      if (!isRefused(position)) book.positions.push(position);
      return position;
    },
    update(there: Position, wanted: Omit<Wanted, 'creditor'>): Position | Refused {
      if (there.status === 'INVALID' || isSettled(there)) {
        return refused(409, 'Existing related payment found or not in updatable state');
      }
      const position = made({ ...wanted, creditor: there.creditor }, there);
      if (isRefused(position)) return position;
      position.insertedDate = there.insertedDate;
      book.positions[book.positions.indexOf(there)] = position;
      return position;
    },
    /** @returns why it cannot be deleted */
    remove(position: Position): Refused | null {
      if (isSettled(position)) return refused(409, 'Existing related payment found');
      book.positions.splice(book.positions.indexOf(position), 1);
      return null;
    },
    /** Somebody's money is taken. @returns why it is not */
    pay(position: Position, option: PaymentOption, where: Charge['where']): Refused | null {
      const flaw = notPayable(position, option);
      if (flaw === null) book.charges.push(payNow(position, option, where, now()));
      return flaw;
    },
  };
};
export type Ledger = ReturnType<typeof makeLedger>;
