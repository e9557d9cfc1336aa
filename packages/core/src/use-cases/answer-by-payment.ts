import { countedOf, type Payment } from '../payment/payment.ts';
import { numberOf } from '../payment/position.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import { stillAsked } from '../practice/integration.ts';
import { paidAnswers } from '../practice/integration-form.ts';
import type { Practice } from '../practice/practice.ts';
import { dayInItaly } from '../shared/calendar.ts';
import { happen } from './happen.ts';
import { toldOfIntegration } from './told-of-integration.ts';

/** What can be looked for later, and the day on which it was paid. */
const proofOf = (payment: Payment, now: Date) => ({
  noticeNumber: numberOf(payment),
  day: dayInItaly(payment.paid?.paidAt ?? payment.elsewhere?.at ?? now),
  receipt: payment.paid?.receiptId ?? payment.elsewhere?.note ?? '',
});

/**
 * Answers the request of integration that a payment was for, once all that it asked for has come in: the practice goes back to its
 * operator, and a paper that says what was paid is registered. Under the lock of the practice, in the transaction in which the money
 * is heard. Does nothing where the request was cancelled meanwhile, or the payment is for none.
 * @param payment as it was just saved
 */
export const answerByPayment = async (
  stores: Stores,
  { ids, clock }: { readonly ids: Ids; readonly clock: Clock },
  payment: Payment,
  practice: Practice,
): Promise<void> => {
  const { integrationId } = payment;
  if (integrationId === null) return;
  const integration = stillAsked(await stores.integrations.of(practice.id), integrationId);
  if (integration === null || integration.payment === null) return;
  const own = (await stores.payments.of(practice.id)).filter((one) => one.integrationId === integrationId);
  if (own.reduce((sum, one) => sum + countedOf(one), 0) < integration.payment.total) return;
  const at = clock.now();
  const happened = await happen(stores, ids, practice, {
    event: 'INTEGRATE',
    at,
    operatorId: null,
    integrationId,
    notify: await toldOfIntegration(stores, practice),
    change: {},
  });
  if (happened === 'impossible' || happened === 'stale') throw new Error(`A locked practice was ${happened}`);
  const answers = paidAnswers(integration.payment, proofOf(payment, at));
  await stores.integrations.update({ ...integration, answers, answeredAt: at });
};
