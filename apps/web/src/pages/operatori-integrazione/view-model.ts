import {
  daysAfter,
  type IntegrationProblem,
  MAX_DUE_DAYS,
  MAX_INTEGRATION_MESSAGE,
  type OfficePracticeView,
  type TypedIntegration,
} from '@stanza/core';
import { notice } from '../../ui/components.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** Which field a problem is told at. */
const FIELD_OF: Readonly<Record<IntegrationProblem, string>> = {
  nothing_asked: 'messaggio',
  message_too_long: 'messaggio',
  unknown_field: 'campi-0',
  too_many_documents: 'documenti',
  document_name_too_long: 'documenti',
  due_date_required: 'scadenza',
  due_date_past: 'scadenza',
  due_date_too_far: 'scadenza',
};

/** Days that are proposed for the answer: the term of the procedure stands still for no longer (law 241/1990 art. 2 c. 7). */
const PROPOSED_DAYS = 30;

/** @param today the day in Italy, `YYYY-MM-DD` */
export const blank = (today: string): TypedIntegration => ({
  message: '',
  fields: [],
  documents: '',
  dueDate: daysAfter(today, PROPOSED_DAYS),
});

const fieldsOf = (
  { askable }: OfficePracticeView,
  typed: TypedIntegration,
  problems: readonly IntegrationProblem[],
  today: string,
): readonly FieldView[] => {
  const errorAt = (field: string): string | undefined => {
    const problem = problems.find((candidate) => FIELD_OF[candidate] === field);
    return problem === undefined ? undefined : texts.problemi[problem];
  };
  return [
    {
      partial: 'field-textarea',
      id: 'messaggio',
      name: 'messaggio',
      label: texts.messaggio,
      hint: texts.messaggioAiuto,
      required: false,
      value: typed.message,
      rows: 6,
      maxlength: MAX_INTEGRATION_MESSAGE,
      error: errorAt('messaggio'),
    },
    ...askable.map(
      ({ title, entries }, index): FieldView => ({
        partial: 'field-checkboxes',
        id: `campi-${index}`,
        name: 'campi',
        label: texts.campi(title),
        hint: undefined,
        required: false,
        choices: entries.map(({ id, label }, place) => ({
          id: place === 0 ? `campi-${index}` : `campi-${index}-${id}`,
          value: id,
          label,
          checked: typed.fields.includes(id),
        })),
        error: errorAt(`campi-${index}`),
      }),
    ),
    {
      partial: 'field-textarea',
      id: 'documenti',
      name: 'documenti',
      label: texts.documenti,
      hint: texts.documentiAiuto,
      required: false,
      value: typed.documents,
      rows: 4,
      maxlength: 2000,
      error: errorAt('documenti'),
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
};

/** "Richiedi integrazione" (ente.md): what is missing, as text, fields and documents, and by which day. */
export const operatoriIntegrazioneView = (
  practiceHref: string,
  viewed: OfficePracticeView,
  typed: TypedIntegration,
  problems: readonly IntegrationProblem[],
  today: string,
) => {
  const { practice, definition } = viewed;
  return {
    heading: { title: texts.titolo, lead: texts.pratica(definition.name, practice.code) },
    errors:
      problems.length === 0
        ? null
        : { errors: problems.map((problem) => ({ id: FIELD_OF[problem], message: texts.problemi[problem] })) },
    practiceHref,
    dropped: practice.decision === null ? null : notice('warning', { text: texts.decisione }),
    // Law 241/1990 art. 2 c. 7.
    noSuspension: viewed.integrations.length === 0 ? null : notice('info', { text: texts.sospesoPrima }),
    action: `${practiceHref}/integrazione`,
    version: practice.version,
    fields: fieldsOf(viewed, typed, problems, today),
  };
};
