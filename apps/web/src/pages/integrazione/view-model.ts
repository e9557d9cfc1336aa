import {
  type Attachment,
  type Citizen,
  displayFacts,
  type FieldError,
  holdsFiles,
  integrationDigest,
  integrationStep,
  isOverdue,
  journey,
  longDay,
  type OpenIntegration,
  requestedLabels,
  summarise,
} from '@stanza/core';
import type { FormFields } from '../../http/form.ts';
import { anchorOf } from '../../step-form/form-names.ts';
import { formView, summarySentence } from '../../step-form/form-view.ts';
import { SHOWN_DATA } from '../../step-form/read-step.ts';
import { fieldSentence } from '../../texts/field-errors.it.ts';
import { type ConfirmPageView, notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

export interface AnswerPage {
  /** The ente's path. */
  readonly base: string;
  readonly opened: OpenIntegration;
  readonly citizen: Citizen;
  readonly reusable: readonly Attachment[];
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** What was typed and could not be saved; empty when what is saved is shown. */
  readonly typed: FormFields;
  readonly errors: readonly FieldError[];
}

/** The page that asks for exactly what the office has requested (ente.md, "Richiedi integrazione"). */
export const integrazioneView = ({ base, opened, citizen, reusable, today, typed, errors }: AnswerPage) => {
  const { practice, definition, integration, service, files } = opened;
  const step = integrationStep(service, integration.answers);
  const sentenceOf = (error: FieldError) =>
    fieldSentence(error, step.fields.find(({ bound }) => bound.field.id === error.field)?.bound.field);
  const sentence = (field: string) => {
    const error = errors.find((candidate) => candidate.field === field);
    return error === undefined ? undefined : sentenceOf(error);
  };
  const filesHref = `${base}/allegati`;
  const facts = {
    base,
    filesHref,
    files,
    reusable,
    today,
    typed,
    sentence,
    applicant: displayFacts(citizen, []).applicant,
  };
  return {
    heading: { title: texts.titolo, lead: texts.pratica(definition.name, practice.code) },
    errors:
      errors.length === 0
        ? null
        : {
            errors: errors.map((error) => ({
              id: anchorOf(error.field),
              message: summarySentence(step, error, sentenceOf(error)),
            })),
          },
    overdue: isOverdue(integration, today) ? notice('warning', { text: texts.scaduta }) : null,
    message: integration.message,
    asked: requestedLabels(definition, integration),
    due: texts.entro(longDay(integration.dueDate)),
    action: `${base}/pratiche/${practice.id}/integrazione`,
    hasFiles: step.fields.some(({ bound }) => holdsFiles(bound.field)),
    enter: { submitLabel: texts.invia, blocked: null },
    fields: formView(step, facts),
  };
};

/** What is about to be sent, read once more. */
export const confermaView = (
  base: string,
  { practice, integration, service, files }: OpenIntegration,
): ConfirmPageView => {
  const href = `${base}/pratiche/${practice.id}/integrazione`;
  const answers = summarise(journey(service, integration.answers), displayFacts(practice.applicant, files));
  const rows = answers.flatMap((section) => section.rows).filter(({ value }) => value !== '');
  return {
    id: 'sicuro',
    question: texts.sicuro,
    details: [...rows.map(({ label, value }) => texts.riga(label, value)), texts.dopo],
    yes: texts.si,
    no: texts.no,
    action: `${href}/invia`,
    hidden: [{ name: SHOWN_DATA, value: integrationDigest(integration) }],
    noHref: href,
  };
};
