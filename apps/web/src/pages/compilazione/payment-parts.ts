import { receivedOf } from '@stanza/core';
import { blockedSentence, paymentStepView } from '../../ui/payment-step-view.ts';
import { paymentRows } from '../../ui/payment-views.ts';
import { paymentsSeen } from '../../ui/payments-seen.ts';
import { stampFields } from '../../ui/stamp-fields.ts';
import type { StepPage } from './step-page.ts';

/** What was paid, before one sends: also where an answer has changed since and nothing is owed any more. */
export const paidSection = ({ journey: { steps }, payments, hrefOf }: StepPage) => {
  const step = steps.find(({ definition }) => definition.kind === 'payment');
  const paid = payments.filter((one) => receivedOf(one) > 0);
  if (step === undefined || paid.length === 0) return [];
  const { id, title } = step.definition;
  return [{ title, editHref: step.open ? hrefOf(id) : null, rows: paid.flatMap(paymentRows) }];
};

/** What is paid in a step of payment, and what of it is declared; null of the others. */
export const paymentParts = (page: StepPage, sentence: (field: string) => string | undefined) => {
  const { step, payments, said, paymentsHref, creditor, action: href, eventsHref, typed, today } = page;
  if (step.definition.kind !== 'payment') return { view: null, stamp: null, blocked: null };
  const { due } = step;
  const seen = paymentsSeen(payments);
  const facts = {
    id: step.definition.id,
    due,
    payments,
    said,
    creditor,
    href,
    eventsHref,
    documentsHref: paymentsHref,
    seen,
  };
  return {
    view: paymentStepView(facts),
    stamp: stampFields(due, payments, typed, sentence, today),
    blocked: step.status === 'done' ? null : blockedSentence(due, payments),
  };
};
