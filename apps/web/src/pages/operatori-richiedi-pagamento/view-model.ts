import {
  daysAfter,
  MAX_DUE_DAYS,
  MAX_INTEGRATION_MESSAGE,
  MAX_SUBJECT,
  type OfficePracticeView,
  type PaymentRequestProblem,
  type TypedPaymentRequest,
} from '@stanza/core';
import { notice } from '../../ui/components.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** Lines that the form has. */
export const LINES = 3;
const PROPOSED_DAYS = 30;

/** @param today the day in Italy, `YYYY-MM-DD` */
export const blank = (today: string): TypedPaymentRequest => ({
  message: '',
  items: [],
  dueDate: daysAfter(today, PROPOSED_DAYS),
});

/** Which field a problem is told at. */
const fieldOf = ({ code, item }: PaymentRequestProblem): string => {
  if (code === 'message_too_long') return 'messaggio';
  if (code.startsWith('due_date')) return 'scadenza';
  const isLabel = code === 'label_required' || code === 'label_too_long' || item === null;
  return `${isLabel ? 'voce' : 'importo'}-${(item ?? 0) + 1}`;
};

const linesOf = (typed: TypedPaymentRequest, errorAt: (id: string) => string | undefined) =>
  Array.from({ length: LINES }, (_, index) => {
    const [line, place] = [typed.items[index], index + 1];
    const fields: readonly FieldView[] = [
      {
        partial: 'field-text',
        id: `voce-${place}`,
        name: `voce-${place}`,
        label: texts.nome,
        required: index === 0,
        value: line?.label ?? '',
        maxlength: MAX_SUBJECT,
        error: errorAt(`voce-${place}`),
      },
      {
        partial: 'field-number',
        id: `importo-${place}`,
        name: `importo-${place}`,
        label: texts.importo,
        required: index === 0,
        value: line?.amount ?? '',
        unit: '€',
        decimals: true,
        error: errorAt(`importo-${place}`),
      },
    ];
    return { title: texts.voce(place), fields };
  });

/** "Richiedi un pagamento": what is to be paid, why, and by which day. */
export const richiediPagamentoView = (
  practiceHref: string,
  { practice, definition }: OfficePracticeView,
  typed: TypedPaymentRequest,
  problems: readonly PaymentRequestProblem[],
  today: string,
) => {
  const errors = problems.map((problem) => ({ id: fieldOf(problem), message: texts.problemi[problem.code] }));
  const errorAt = (field: string) => errors.find(({ id }) => id === field)?.message;
  const rest: readonly FieldView[] = [
    {
      partial: 'field-textarea',
      id: 'messaggio',
      name: 'messaggio',
      label: texts.messaggio,
      hint: texts.messaggioAiuto,
      required: false,
      value: typed.message,
      rows: 5,
      maxlength: MAX_INTEGRATION_MESSAGE,
      error: errorAt('messaggio'),
    },
    {
      partial: 'field-date',
      id: 'scadenza',
      name: 'scadenza',
      label: texts.scadenza,
      hint: texts.scadenzaAiuto,
      required: true,
      value: typed.dueDate,
      min: today,
      max: daysAfter(today, MAX_DUE_DAYS),
      error: errorAt('scadenza'),
    },
  ];
  return {
    heading: { title: texts.titolo, lead: texts.pratica(definition.name, practice.code) },
    errors: errors.length === 0 ? null : { errors },
    practiceHref,
    dropped: practice.decision === null ? null : notice('warning', { text: texts.decisione }),
    action: `${practiceHref}/pagamento`,
    version: practice.version,
    lines: linesOf(typed, errorAt),
    fields: rest,
  };
};
