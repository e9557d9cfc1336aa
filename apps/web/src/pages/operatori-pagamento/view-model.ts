import {
  cents,
  dayInItaly,
  type FoundPayment,
  inEuro,
  isAdministrator,
  isFailing,
  isSettled,
  MAX_PAYMENT_NOTE,
  type Operator,
  type Payment,
  toRefundOf,
} from '@stanza/core';
import { notice } from '../../ui/components.ts';
import type { FieldView, TextFieldView } from '../../ui/fields.ts';
import { officePaymentBadge, paymentFacts, paymentFiles } from '../../ui/office-payment-views.ts';
import { texts } from './texts.it.ts';

/** What an operator may say of a payment, each on a page of its own. */
export const SAYINGS = ['altrove', 'rimborso'] as const;
export type Saying = (typeof SAYINGS)[number];
export type Problem = keyof typeof texts.problemi;

/** What was typed on it. */
export interface TypedSaying {
  readonly day: string;
  readonly note: string;
  readonly problems: readonly Problem[];
}

/** Whether it can be said of a payment as it is. */
export const canBeSaid = (saying: Saying, payment: Payment): boolean =>
  saying === 'rimborso'
    ? toRefundOf(payment) > 0
    : payment.kind === 'pagopa' && (payment.elsewhere === null || payment.elsewhere.by === null);

const placeOf = ({ practiceId, payment }: FoundPayment, office: string) => ({
  practiceHref: practiceId === null ? null : `${office}/pratiche/${practiceId}`,
  remark: practiceId !== null ? null : isSettled(payment) && toRefundOf(payment) > 0 ? texts.sparita : texts.bozza,
});

/** The page of one payment. @param office path of the office */
export const operatoriPagamentoView = (office: string, operator: Operator, found: FoundPayment) => {
  const { payment, serviceName } = found;
  const href = `${office}/pagamenti/${payment.id}`;
  const files = paymentFiles(payment, `${href}/documenti`);
  return {
    heading: { title: texts.titolo, lead: texts.di(serviceName, payment.practiceCode) },
    badge: officePaymentBadge(payment),
    facts: paymentFacts(payment, ''),
    files: files.length === 0 ? null : files,
    ...placeOf(found, office),
    markHref: canBeSaid('altrove', payment) ? `${href}/altrove` : null,
    refundHref: canBeSaid('rimborso', payment) ? `${href}/rimborso` : null,
    retryAction: isAdministrator(operator) && isFailing(payment) ? `${href}/riprova` : null,
  };
};

const noteField = (saying: Saying, { note, problems }: TypedSaying): TextFieldView => {
  const problem = problems.find((one) => one.startsWith('note_'));
  return {
    partial: 'field-text',
    id: 'nota',
    name: 'nota',
    label: texts.detto[saying].nota,
    hint: texts.detto[saying].notaAiuto,
    required: true,
    value: note,
    maxlength: MAX_PAYMENT_NOTE,
    error: problem === undefined ? undefined : texts.problemi[problem],
  };
};

/** The page on which it is said, and confirmed. @param now an instant */
export const sayingView = (office: string, saying: Saying, found: FoundPayment, typed: TypedSaying, now: Date) => {
  const { payment, serviceName } = found;
  const href = `${office}/pagamenti/${payment.id}`;
  const words = texts.detto[saying];
  const dayProblem = typed.problems.find((one) => one.startsWith('day_'));
  const day: readonly FieldView[] =
    saying === 'altrove'
      ? []
      : [
          {
            partial: 'field-date',
            id: 'giorno',
            name: 'giorno',
            label: texts.detto.rimborso.giorno,
            required: true,
            value: typed.day,
            max: dayInItaly(now),
            error: dayProblem === undefined ? undefined : texts.problemi[dayProblem],
          },
        ];
  const amount = saying === 'altrove' ? payment.amount : cents(toRefundOf(payment));
  return {
    heading: { title: words.titolo, lead: texts.di(serviceName, payment.practiceCode) },
    errors:
      typed.problems.length === 0
        ? null
        : {
            errors: typed.problems.map((problem) => ({
              id: problem.startsWith('day_') ? 'giorno' : 'nota',
              message: texts.problemi[problem],
            })),
          },
    warning:
      saying === 'altrove' && isSettled(payment) ? notice('warning', { text: texts.detto.altrove.giaPagato }) : null,
    explanation: words.spiegazione(inEuro(amount)),
    facts: paymentFacts(payment, ''),
    action: `${href}/${saying}`,
    fields: [...day, noteField(saying, typed)],
    confirm: words.conferma,
    backHref: href,
  };
};
