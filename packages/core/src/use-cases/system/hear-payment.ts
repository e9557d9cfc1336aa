import { cents } from '../../payment/cents.ts';
import { countedOf, type Payment, receivedOf } from '../../payment/payment.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { PositionPayment } from '../../ports/payment-gateway.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import { stillAsked } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import { deliveryIdSchema } from '../../shared/ids.ts';
import { answerByPayment } from '../answer-by-payment.ts';
import { afterEvent, savePayment } from '../change-payment.ts';

export interface HearDeps {
  readonly ids: Ids;
  readonly clock: Clock;
}

/**
 * What of the money counts for what is owed, in cents. While a draft is being filled in its payment counts for as much as was asked
 * for; what comes in for one that was sent, deleted or withdrawn by the office was not owed any more.
 */
const countsNow = async (stores: Stores, payment: Payment, practice: Practice | null): Promise<number> => {
  const { integrationId } = payment;
  const isOwed =
    practice !== null &&
    (integrationId === null
      ? practice.state === 'bozza'
      : stillAsked(await stores.integrations.of(practice.id), integrationId) !== null);
  return isOwed ? payment.amount : countedOf(payment);
};

/** With money that came in one way or the other; what of it is too much is kept apart. */
const withMoney = (
  payment: Payment,
  event: 'CONFIRM' | 'CONFIRM_ELSEWHERE',
  change: Partial<Payment>,
  counts: number,
) => {
  const richer = { ...payment, ...change };
  const excess = cents(Math.max(0, receivedOf(richer) - Math.min(counts, receivedOf(richer))));
  return afterEvent(richer, event, { excess, withdrawnAt: null });
};

/** The citizen may have left the page: the practice is theirs to send now, or the money was too much. */
const tell = async (stores: Stores, { ids, clock }: HearDeps, practice: Practice | null): Promise<void> => {
  if (practice === null) return;
  const at = clock.now();
  await stores.timeline.append(practice.id, { event: 'pagamento_ricevuto', at, operatorId: null });
  if (practice.state !== 'bozza' || practice.openedBy !== null) return;
  const effect = { kind: 'mail', template: 'pagamento_ricevuto', operatorId: null } as const;
  await stores.deliveries.enqueue(deliveryIdSchema.parse(ids.next()), practice.id, effect, at);
};

export type Money = { readonly paid: PositionPayment } | { readonly elsewhere: NonNullable<Payment['elsewhere']> };

/** What the gateway says without a receipt somebody of the ente has told it: that is not a second payment. */
export const moneyOf = (paid: PositionPayment): Money =>
  paid.receiptId === null ? { elsewhere: { at: paid.paidAt, by: null, note: '' } } : { paid };

/**
 * Writes down that money for a payment has come in, under the lock of its practice: the gateway's word, or an operator's. Heard twice it
 * is one payment; heard in two ways, or for what nobody asks for any more, it is money to give back.
 * @param practice null when it is gone
 */
export const hearPayment = async (
  stores: Stores,
  deps: HearDeps,
  payment: Payment,
  practice: Practice | null,
  money: Money,
): Promise<Payment> => {
  const isOnline = 'paid' in money;
  if (isOnline ? payment.paid !== null : payment.elsewhere !== null) return payment;
  const counts = await countsNow(stores, payment, practice);
  const settledAt = payment.settledAt ?? deps.clock.now();
  const change = { ...money, settledAt, position: 'chiusa', failures: 0, lastError: null } as const;
  const changed = withMoney(payment, isOnline ? 'CONFIRM' : 'CONFIRM_ELSEWHERE', change, counts);
  if (changed === null) throw new Error(`Payment ${payment.id} takes no money in the state ${payment.state}`);
  const saved = await savePayment(stores, changed);
  await tell(stores, deps, practice);
  if (practice !== null) await answerByPayment(stores, deps, saved, practice);
  return saved;
};
