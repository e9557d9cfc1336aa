import { type FieldError, receivedOf, STAMP_FIELDS } from '@stanza/core';
import type { NoticeView } from '../../ui/components.ts';
import { awaitsOnline, awaitsStamp } from '../../ui/payment-phase.ts';
import { blockedSentence, overpaidNotice, paymentStepView } from '../../ui/payment-step-view.ts';
import { paymentRows } from '../../ui/payment-views.ts';
import { paymentsSeen } from '../../ui/payments-seen.ts';
import { stampFields } from '../../ui/stamp-fields.ts';
import type { StepPage } from './step-page.ts';
import { texts } from './texts.it.ts';

const paymentStepOf = ({ journey: { steps } }: StepPage) =>
  steps.find(({ definition }) => definition.kind === 'payment');

/** What was paid, before one sends, each by itself: also where an answer has changed since and nothing is owed any more. */
export const paidSections = (page: StepPage) => {
  const step = paymentStepOf(page);
  const paid = page.payments.filter((one) => receivedOf(one) > 0);
  if (step === undefined) return [];
  const { id, title } = step.definition;
  const editHref = step.open ? page.hrefOf(id) : null;
  return paid.map((payment, index) => ({
    title: paid.length === 1 ? title : texts.pagamentoDi(title, index + 1, paid.length),
    editHref: index === 0 ? editHref : null,
    rows: paymentRows(payment),
  }));
};

/** That more was paid than is owed now, also by who is not led to the step of payment any more; else null. */
export const overpaidOf = (page: StepPage): NoticeView | null =>
  overpaidNotice(paymentStepOf(page)?.due ?? null, page.payments);

/** The errors of the page; that something is not paid says of a stamp that it is missing, and leads to its field. */
export const errorsShown = ({ step: { due }, payments, errors }: StepPage): readonly FieldError[] =>
  errors.flatMap((error): readonly FieldError[] => {
    if (error.code !== 'not_paid_yet' || !awaitsStamp(due, payments)) return [error];
    const stamp = { field: STAMP_FIELDS.number, code: 'required' } as const;
    return awaitsOnline(due, payments) ? [error, stamp] : [stamp];
  });

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
