import { dayInItaly } from '../shared/calendar.ts';
import { awaitsMoney, awaitsReceipt, isSettled, type Payment } from './payment.ts';

/**
 * What is to be asked of the gateway next for a payment: `rest` when nothing is, `wait` when it is too early.
 */
export type PaymentMove = 'create' | 'status' | 'cancel' | 'receipt' | 'wait' | 'rest';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * For so long a request to create a position may be under way in a process that was killed. Before, that a position is not there says
 * nothing: it may come into being behind the back of who has just withdrawn it.
 */
export const UNDER_WAY_MS = 2 * MINUTE_MS;

/** Who went to pay online and of whom nothing was heard for so long may go again: the page of the gateway has given up long before. */
export const LAPSE_MS = HOUR_MS;

const since = (at: Date | null, now: Date): number =>
  at === null ? Number.POSITIVE_INFINITY : now.getTime() - at.getTime();

/** @param now an instant @returns the move that a payment asks for as it is */
export const nextMove = (payment: Payment, now: Date): PaymentMove => {
  const { position, withdrawnAt, askedAt } = payment;
  if (isSettled(payment)) return awaitsReceipt(payment) ? 'receipt' : 'rest';
  if (payment.kind === 'bollo') return 'rest';
  // Somebody has seen money for it: what was being paid when it was withdrawn may come in all the same.
  if (!awaitsMoney(payment)) return askedAt === null ? 'rest' : 'status';
  if (withdrawnAt !== null) return position === 'chiesta' && since(askedAt, now) < UNDER_WAY_MS ? 'wait' : 'cancel';
  if (payment.state === 'fallito') return 'rest';
  if (position === 'aperta') return 'status';
  // Its last day went by while the gateway was away: it takes no such position any more, but may have taken it then.
  return payment.dueDay < dayInItaly(now) ? 'cancel' : 'create';
};

/** Whether who went to pay it online has had their time. */
export const hasLapsed = ({ state, wentOnlineAt }: Payment, now: Date): boolean =>
  state === 'in_corso' && since(wentOnlineAt, now) >= LAPSE_MS;

/** How often one looks at what somebody is paying at this moment, by how long ago they went. */
const ONLINE_LOOKS = [
  { within: 5 * MINUTE_MS, every: 5 * SECOND_MS },
  { within: 20 * MINUTE_MS, every: 30 * SECOND_MS },
  { within: LAPSE_MS, every: 2 * MINUTE_MS },
] as const;

/** Of a notice that somebody may pay anywhere; the payments of a day are looked at in one go, more often. */
const NOTICE_LOOK_MS = 6 * HOUR_MS;
/** At first; then as long as it has been waited for. */
const RECEIPT_LOOK_MS = 2 * SECOND_MS;
const LONGEST_RECEIPT_LOOK_MS = 6 * HOUR_MS;
/** A receipt that is not there after so long is one that somebody has to ask for: the reconciliation tells. */
const RECEIPT_PATIENCE_MS = 14 * 24 * HOUR_MS;
const LONGEST_BACKOFF_MS = 15 * MINUTE_MS;

/**
 * When the gateway is asked again.
 * @param payment as it was saved after the last answer, or failure
 * @param pauseSeconds how long it wants to be left alone; null where it does not say
 * @param random from 0 to 1: not all come back at the same moment
 * @returns null when there is nothing to ask any more
 */
export const nextLook = (
  payment: Payment,
  now: Date,
  random: number,
  pauseSeconds: number | null = null,
): Date | null => {
  const move = nextMove(payment, now);
  const inMs = (ms: number): Date => new Date(now.getTime() + Math.max(ms, (pauseSeconds ?? 0) * SECOND_MS));
  // What is closed is looked at when somebody asks for it, and then no more.
  if (move === 'rest' || (!awaitsMoney(payment) && !isSettled(payment))) return null;
  if (payment.failures > 0) {
    const backoff = Math.min(2 ** Math.min(payment.failures, 20) * SECOND_MS, LONGEST_BACKOFF_MS);
    return inMs(backoff * (0.8 + 0.4 * random));
  }
  if (move === 'wait') return inMs(UNDER_WAY_MS - since(payment.askedAt, now));
  if (move === 'receipt') {
    const age = since(payment.settledAt, now);
    return age > RECEIPT_PATIENCE_MS ? null : inMs(Math.min(Math.max(age, RECEIPT_LOOK_MS), LONGEST_RECEIPT_LOOK_MS));
  }
  if (move !== 'status') return inMs(0);
  if (payment.state !== 'in_corso') return inMs(NOTICE_LOOK_MS * (0.8 + 0.4 * random));
  const age = since(payment.wentOnlineAt, now);
  return inMs(ONLINE_LOOKS.find(({ within }) => age < within)?.every ?? 0);
};
