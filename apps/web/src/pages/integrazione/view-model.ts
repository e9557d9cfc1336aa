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
  type PracticeFileLimits,
  requestedLabels,
  summarise,
} from '@stanza/core';
import type { FormFields } from '../../http/form.ts';
import { DECLARATION, declarationField } from '../../step-form/declaration.ts';
import { anchorOf } from '../../step-form/form-names.ts';
import { formView, summarySentence } from '../../step-form/form-view.ts';
import type { Place } from '../../step-form/place.ts';
import { SHOWN_DATA } from '../../step-form/read-step.ts';
import { fieldSentence } from '../../texts/field-errors.it.ts';
import { type ConfirmPageView, notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

export interface AnswerPage {
  readonly place: Place;
  /** The ente's path. */
  readonly base: string;
  readonly opened: OpenIntegration;
  readonly citizen: Citizen;
  /** Null at the counter. */
  readonly reusable: readonly Attachment[] | null;
  readonly fileLimits: PracticeFileLimits;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** What was typed and could not be saved; empty when what is saved is shown. */
  readonly typed: FormFields;
  readonly errors: readonly FieldError[];
}

/** What the page says to the citizen, or to an operator at the counter. */
export const wordsOf = ({ atCounter }: Place) => (atCounter ? texts.sportello : texts.cittadino);

/** The address of the page. */
export const integrationHref = (place: Place, base: string, id: string): string =>
  `${base}${place.prefix}/${id}/integrazione`;

/** The page that asks for exactly what the office has requested (ente.md, "Richiedi integrazione"). */
export const integrazioneView = (page: AnswerPage) => {
  const { place, base, opened, citizen, reusable, fileLimits, today, typed, errors } = page;
  const { practice, definition, integration, service, answers, files } = opened;
  const step = integrationStep(service, answers);
  const words = wordsOf(place);
  const sentenceOf = (error: FieldError) =>
    fieldSentence(error, step.fields.find(({ bound }) => bound.field.id === error.field)?.bound.field);
  const sentence = (field: string) => {
    const error = errors.find((candidate) => candidate.field === field);
    return error === undefined ? undefined : sentenceOf(error);
  };
  const filesHref = place.filesHref(base, practice.id);
  const facts = {
    base,
    filesHref,
    files,
    reusable,
    fileLimits,
    today,
    typed,
    sentence,
    applicant: displayFacts(citizen, []).applicant,
  };
  return {
    heading: { title: words.titolo, lead: texts.pratica(definition.name, practice.code) },
    errors:
      errors.length === 0
        ? null
        : {
            errors: errors.map((error) => ({
              id: anchorOf(error.field),
              message: summarySentence(step, error, sentenceOf(error)),
            })),
          },
    overdue: isOverdue(integration, today) ? notice('warning', { text: words.scaduta }) : null,
    message: integration.message,
    asked: requestedLabels(definition, integration),
    due: texts.entro(longDay(integration.dueDate)),
    action: integrationHref(place, base, practice.id),
    hasFiles: step.fields.some(({ bound }) => holdsFiles(bound.field)),
    enter: { submitLabel: texts.invia, blocked: null },
    words: { risposta: words.risposta, obbligatori: words.obbligatori },
    fields: formView(step, facts),
    // The citizen's own page has none.
    declaration: place.atCounter ? declarationField(texts.dichiarazione, typed, sentence(DECLARATION)) : null,
  };
};

/** What is about to be sent, read once more; at the counter with the declaration that was made on the page before. */
export const confermaView = (
  place: Place,
  base: string,
  { practice, integration, service, answers: typed, files }: OpenIntegration,
): ConfirmPageView => {
  const href = integrationHref(place, base, practice.id);
  const answers = summarise(journey(service, typed), displayFacts(practice.applicant, files));
  const rows = answers.flatMap((section) => section.rows).filter(({ value }) => value !== '');
  return {
    id: 'sicuro',
    question: wordsOf(place).sicuro,
    details: [...rows.map(({ label, value }) => texts.riga(label, value)), texts.dopo],
    yes: texts.si,
    no: texts.no,
    action: `${href}/invia`,
    hidden: [
      { name: SHOWN_DATA, value: integrationDigest({ ...integration, answers: typed }) },
      ...(place.atCounter ? [{ name: DECLARATION, value: 'si' }] : []),
    ],
    noHref: href,
  };
};
