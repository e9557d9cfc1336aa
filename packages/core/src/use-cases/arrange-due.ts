import { type Cents, cents } from '../payment/cents.ts';
import { type DueItem, type DuePart, MAX_SUBJECT } from '../payment/due.ts';
import { noticeNumberOf } from '../payment/notice-number.ts';
import { awaitsMoney, countedOf, isSettled, type Payment } from '../payment/payment.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { PositionItem } from '../ports/payment-gateway.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import type { Practice } from '../practice/practice.ts';
import { dayInItaly, daysAfter } from '../shared/calendar.ts';
import { type IntegrationId, paymentIdSchema } from '../shared/ids.ts';
import type { PaymentChoice } from '../tenant/payment-choice.ts';
import { withdrawPayment } from './change-payment.ts';

export interface ArrangeDeps {
  readonly ids: Ids;
  readonly clock: Clock;
}

/** What is owed for a practice online, and for what. */
export interface OwedOnline {
  readonly practice: Pick<Practice, 'id' | 'code' | 'serviceId' | 'citizenId'>;
  /** Of a request of integration; null of the step of payment. */
  readonly integrationId: IntegrationId | null;
  /** Null where nothing is asked for any more. */
  readonly choice: PaymentChoice | null;
  /** Name of what is paid for. */
  readonly name: string;
  /** Null: nothing is. */
  readonly part: Pick<DuePart, 'items' | 'total'> | null;
  /** Where the payer lives, for revenue stamps: `RM`. */
  readonly province: string;
  /** It can be paid until then at least, however short the choice: `YYYY-MM-DD`; null where nobody has said a day. */
  readonly until: string | null;
}

const short = (text: string): string => [...text].slice(0, MAX_SUBJECT).join('');

/** Where a payer lives whose address is abroad, as the register of stamps says it. */
const ABROAD = 'EE';

const itemOf = (
  { practice, province }: OwedOnline,
  { label, category, stamp }: DueItem,
  amount: Cents,
): PositionItem => ({
  label,
  amount,
  category,
  stamp: stamp ? { document: `${practice.code} ${practice.id}`, province: province === '' ? ABROAD : province } : null,
});

/**
 * The items of a position for what is still missing: of each what has not come in for it. Where that is not what is missing in all,
 * because something was paid that is not owed any more, it goes under the name of the largest one that is no stamp.
 */
const itemsFor = (owed: OwedOnline, settled: readonly Payment[], missing: Cents): readonly PositionItem[] => {
  const items = owed.part?.items ?? [];
  const paidFor = ({ label, stamp }: DueItem): number =>
    settled
      .flatMap((payment) => payment.items)
      .filter((item) => item.label === label && (item.stamp !== null) === stamp)
      .reduce((sum, { amount }) => sum + amount, 0);
  const left = items.flatMap((item) => {
    const rest = item.amount - paidFor(item);
    return rest > 0 ? [itemOf(owed, item, cents(rest))] : [];
  });
  if (left.reduce((sum, { amount }) => sum + amount, 0) === missing) return left;
  const [largest] = items.toSorted((a, b) => Number(a.stamp) - Number(b.stamp) || b.amount - a.amount);
  return largest === undefined ? [] : [itemOf(owed, { ...largest, stamp: false }, missing)];
};

/** Field by field: a database may give them back in another order. */
const isSame = (a: readonly PositionItem[], b: readonly PositionItem[]): boolean =>
  a.length === b.length &&
  a.every(
    (item, index) =>
      item.label === b[index]?.label &&
      item.amount === b[index]?.amount &&
      item.category === b[index]?.category &&
      item.stamp?.document === b[index]?.stamp?.document &&
      item.stamp?.province === b[index]?.stamp?.province,
  );

const openPayment = async (
  stores: Pick<Stores, 'payments'>,
  { ids, clock }: ArrangeDeps,
  owed: OwedOnline,
  items: readonly PositionItem[],
  amount: Cents,
): Promise<void> => {
  const { practice, choice, integrationId, name, until } = owed;
  if (choice === null || choice.segregationCode === null) throw new Error('Who pays online has no segregation code');
  const now = clock.now();
  const chosen = daysAfter(dayInItaly(now), choice.validDays);
  const payment: Payment = {
    id: paymentIdSchema.parse(ids.next()),
    practiceId: practice.id,
    practiceCode: practice.code,
    serviceId: practice.serviceId,
    citizenId: practice.citizenId,
    integrationId,
    kind: 'pagopa',
    choice,
    state: 'da_pagare',
    version: 1,
    subject: short(`${practice.code} ${name}`),
    items,
    amount,
    noticeNumber: noticeNumberOf(choice.segregationCode, await stores.payments.takeSerial()),
    dueDay: until !== null && until > chosen ? until : chosen,
    createdAt: now,
    position: 'nessuna',
    askedAt: null,
    wentOnlineAt: null,
    withdrawnAt: null,
    givenUp: false,
    paid: null,
    elsewhere: null,
    stamp: null,
    settledAt: null,
    excess: cents(0),
    refund: null,
    receipt: null,
    documents: {},
    failures: 0,
    lastError: null,
    checkedAt: null,
  };
  // Of two who arrange the same under the lock of the practice the second finds what the first has opened.
  if (!(await stores.payments.insert(payment))) throw new Error('Something else is open for the same due');
  await stores.payments.wake(payment.id, now);
};

/**
 * Brings the payments of a due into line with what is owed, under the lock of the practice: what does not fit is withdrawn, and what
 * is missing is asked for by one position, once the gateway has confirmed that nobody can pay another one any more. So nobody is ever
 * asked for the same money twice.
 * @param payments all those of the practice
 */
export const arrangeDue = async (
  stores: Pick<Stores, 'payments'>,
  deps: ArrangeDeps,
  owed: OwedOnline,
  payments: readonly Payment[],
): Promise<void> => {
  const own = payments.filter((one) => one.kind === 'pagopa' && one.integrationId === owed.integrationId);
  const missing = (owed.part?.total ?? 0) - own.reduce((sum, one) => sum + countedOf(one), 0);
  const items = missing > 0 ? itemsFor(owed, own.filter(isSettled), cents(missing)) : [];
  let isWaiting = false;
  for (const payment of own.filter(awaitsMoney)) {
    const fits = payment.withdrawnAt === null && payment.amount === missing && isSame(payment.items, items);
    const kept = fits ? payment : await withdrawPayment(stores, payment, deps.clock.now());
    isWaiting ||= awaitsMoney(kept);
  }
  if (missing > 0 && !isWaiting) await openPayment(stores, deps, owed, items, cents(missing));
};
