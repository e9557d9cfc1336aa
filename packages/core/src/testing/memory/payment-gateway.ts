import { type Cents, sumOfCents } from '../../payment/cents.ts';
import { type Iuv, iuvOf, type NoticeNumber } from '../../payment/notice-number.ts';
import type { Clock } from '../../ports/clock.ts';
import {
  GatewayError,
  type PaymentGateway,
  type PaymentPosition,
  type PaymentReceipt,
  type PositionPayment,
  type PositionStatus,
} from '../../ports/payment-gateway.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import { asBytes } from './text.ts';

/**
 * What goes wrong with the next call: `busy`, it wants to be left alone for ninety seconds; `out-of-order`, it failed before it did
 * anything; `lost`, it did what it was asked, and the answer never came.
 */
export type GatewayTrouble = 'busy' | 'out-of-order' | 'lost';

/** Somebody's money that was taken. */
export interface MemoryCharge {
  readonly noticeNumber: NoticeNumber;
  readonly amount: Cents;
  readonly paidAt: Date;
}

interface Kept {
  readonly position: PaymentPosition;
  readonly payment: PositionPayment | null;
  readonly withdrawn: boolean;
}

const PAUSE_SECONDS = 90;
/** Where one pays. */
const CHECKOUT = 'https://checkout.example';
const PSP = 'Banca di memoria';
const METHOD = 'CP';

const amountOf = ({ items }: PaymentPosition): Cents => sumOfCents(items.map(({ amount }) => amount));
const refused = (why: string): GatewayError => new GatewayError('refused', why);

/** A gateway in memory, where nobody pays until they are told to, and which fails as it is told to. */
export const makeMemoryPaymentGateway = (clock: Clock) => {
  const kept = new Map<string, Kept>();
  const receipts = new Map<string, PaymentReceipt>();
  const held = new Set<string>();
  const charges: MemoryCharge[] = [];
  const troubles: { readonly call: keyof PaymentGateway; readonly trouble: GatewayTrouble }[] = [];
  const state = { listens: true, holds: false };

  /** Does what a call is to do, unless it was told to fail. */
  const answer = async <T>(call: keyof PaymentGateway, work: () => T): Promise<T> => {
    if (!state.listens) throw new GatewayError('again', 'Nobody listens');
    const index = troubles.findIndex((one) => one.call === call);
    const trouble = index < 0 ? undefined : troubles.splice(index, 1)[0]?.trouble;
    if (trouble === 'busy') throw new GatewayError('again', 'Too many requests', { pauseSeconds: PAUSE_SECONDS });
    if (trouble === 'out-of-order') throw new GatewayError('again', 'Out of order');
    const done = work();
    if (trouble === 'lost') throw new GatewayError('again', 'The answer was lost');
    return done;
  };

  const stateOf = (one: Kept | undefined): PositionStatus => {
    if (one === undefined) return { state: 'absent' };
    const { position, payment, withdrawn } = one;
    if (payment !== null) return { state: 'paid', payment };
    if (withdrawn) return { state: 'invalid' };
    const isOver = position.dueDay < dayInItaly(clock.now());
    return isOver ? { state: 'expired' } : { state: 'payable', amount: amountOf(position) };
  };
  const numbered = (noticeNumber: string): Kept | undefined =>
    [...kept.values()].find(({ position }) => position.noticeNumber === noticeNumber);
  const put = (one: Kept, change: Partial<Kept>): void => void kept.set(one.position.iupd, { ...one, ...change });
  const withdraw = (iupd: string): void => {
    const one = kept.get(iupd);
    if (one !== undefined && stateOf(one).state === 'payable') put(one, { withdrawn: true });
  };

  const create = (position: PaymentPosition): void => {
    const there = kept.get(position.iupd)?.position;
    if (there !== undefined) {
      const isSame = there.noticeNumber === position.noticeNumber && amountOf(there) === amountOf(position);
      if (!isSame) throw refused('It is there with another amount or number');
      return;
    }
    if (numbered(position.noticeNumber) !== undefined) throw new GatewayError('number-taken', 'Another one has it');
    if (position.dueDay < dayInItaly(clock.now())) throw refused('Its last day is over');
    kept.set(position.iupd, { position, payment: null, withdrawn: false });
  };

  const gateway: PaymentGateway = {
    create: (position) => answer('create', () => create(position)),
    status: (iupd) => answer('status', () => stateOf(kept.get(iupd))),
    cancel: (iupd) =>
      answer('cancel', () => {
        withdraw(iupd);
        return stateOf(kept.get(iupd)).state === 'paid' ? 'paid' : 'cancelled';
      }),
    markPaidElsewhere: ({ iupd }, paidAt) =>
      answer('markPaidElsewhere', () => {
        const one = kept.get(iupd);
        const now = stateOf(one);
        if (now.state === 'paid') return 'paid-already';
        if (one === undefined || now.state !== 'payable') throw refused(`It is ${now.state}`);
        put(one, { payment: { amount: now.amount, paidAt, receiptId: null, psp: null, method: null } });
        return 'marked';
      }),
    checkoutAddress: ({ iupd, noticeNumber }) =>
      answer('checkoutAddress', () => {
        const { state: now } = stateOf(kept.get(iupd));
        if (now !== 'payable') throw refused(`It is ${now}`);
        return `${CHECKOUT}/${noticeNumber}`;
      }),
    receipt: (receiptId, iuv: Iuv) =>
      answer('receipt', () => {
        const receipt = held.has(receiptId) ? undefined : receipts.get(receiptId);
        return receipt?.iuv === iuv ? receipt : null;
      }),
    notice: ({ noticeNumber, subject }) =>
      answer('notice', () => asBytes(`%PDF-1.7\navviso ${noticeNumber}\n${subject}\n`)),
    paidOn: (day) =>
      answer('paidOn', () =>
        [...kept.values()].flatMap(({ position: { iupd, noticeNumber }, payment }) =>
          payment !== null && dayInItaly(payment.paidAt) === day ? [{ iupd, noticeNumber, payment }] : [],
        ),
      ),
  };

  /**
   * Somebody pays, online or at a counter.
   * @param amount another one than is owed
   * @returns whether money was taken from them
   */
  const pay = (noticeNumber: NoticeNumber, amount?: Cents): boolean => {
    const one = numbered(noticeNumber);
    const now = stateOf(one);
    if (one === undefined || now.state !== 'payable') return false;
    const [paidAt, receiptId] = [clock.now(), `ricevuta-${charges.length + 1}`];
    const payment = { amount: amount ?? now.amount, paidAt, receiptId, psp: PSP, method: METHOD };
    charges.push({ noticeNumber, amount: payment.amount, paidAt });
    receipts.set(receiptId, { ...payment, noticeNumber, iuv: iuvOf(noticeNumber), fee: null });
    if (state.holds) held.add(receiptId);
    put(one, { payment });
    return true;
  };

  return {
    gateway,
    pay,
    /** `CheckoutSources` of every choice. */
    checkoutSources: (): readonly string[] => [CHECKOUT],
    /** Everything that was taken from anybody, in order. */
    charges: charges as readonly MemoryCharge[],
    /** Positions that there are, or were. */
    positions: (): readonly PaymentPosition[] => [...kept.values()].map(({ position }) => position),
    /** Somebody of the ente withdraws it without the portal. */
    withdraw,
    /** Receipts of what is paid from now on are not there yet; or they are, also those from before. */
    holdReceipts(holds: boolean): void {
      state.holds = holds;
      if (!holds) held.clear();
    },
    /** Lets the next such call fail. */
    next: (call: keyof PaymentGateway, trouble: GatewayTrouble): void => void troubles.push({ call, trouble }),
    /** Nobody listens any more, or again. */
    listen(listens: boolean): void {
      state.listens = listens;
    },
  };
};
export type MemoryPaymentGateway = ReturnType<typeof makeMemoryPaymentGateway>;
