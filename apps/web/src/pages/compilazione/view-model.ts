import {
  applicantFacts,
  type Citizen,
  controlsOf,
  displayFacts,
  type FieldError,
  holdsFiles,
  noteDigest,
  PRIVATE_NOTE_FIELD,
  summarise,
} from '@stanza/core';
import { applicantLabels } from '@stanza/services';
import { DECLARATION, declarationField } from '../../step-form/declaration.ts';
import { anchorOf } from '../../step-form/form-names.ts';
import { formView, summarySentence } from '../../step-form/form-view.ts';
import { fieldSentence } from '../../texts/field-errors.it.ts';
import { stepper } from '../../ui/components.ts';
import { namedStampError } from '../../ui/stamp-fields.ts';
import { errorsShown, overpaidOf, paidSections, paymentParts } from './payment-parts.ts';
import type { StepPage } from './step-page.ts';
import { texts } from './texts.it.ts';

const steps = ({ journey, step, hrefOf }: StepPage) => {
  const walked = journey.steps.filter(({ status }) => status !== 'skipped');
  const links = walked.map(({ definition, open, status }) => ({
    label: definition.title,
    href: open ? hrefOf(definition.id) : null,
    done: status === 'done',
  }));
  return { view: stepper(links, walked.indexOf(step)), isFirst: walked[0] === step };
};

/** The box that a step without fields is confirmed with; at the counter the summary has one too. */
const consent = (page: StepPage, sentence: (field: string) => string | undefined) => {
  const { step, atCounter } = page;
  const { definition } = step;
  if (definition.kind === 'summary' && atCounter) {
    return declarationField(texts.dichiarazione, page.typed, sentence(DECLARATION));
  }
  if (definition.kind !== 'instructions' && definition.kind !== 'applicant') return null;
  const correct = atCounter ? texts.datiCittadinoCorretti : texts.datiCorretti;
  return {
    partial: 'field-checkbox' as const,
    id: definition.id,
    name: definition.id,
    value: 'si',
    label: definition.kind === 'instructions' ? definition.consent : correct,
    required: true,
    checked: step.status === 'done',
    error: sentence(definition.id),
  };
};

const applicant = (title: string, citizen: Citizen, editHref: string | null) => ({
  title,
  editHref,
  rows: applicantFacts(citizen).map(({ fact, value }) => ({ term: applicantLabels[fact], value })),
});

const sections = (page: StepPage) =>
  summarise(page.journey, displayFacts(page.citizen, page.files)).map(({ stepId, title, rows }) => ({
    title,
    editHref: page.hrefOf(stepId),
    rows: rows.map(({ label, value }) => ({ term: label, value })),
  }));

const send = { id: 'sicuro', question: texts.sicuro, yes: texts.si, no: texts.no };

/** Where an error is mended: its field, or the block that it is about. */
const errorAnchor = (field: string): string => (field === PRIVATE_NOTE_FIELD ? 'nota' : anchorOf(field));

/** A page of the compilation (manual §6): stepper, form, guide, private note, buttons. */
export const stepView = (page: StepPage) => {
  const { step, citizen } = page;
  const errors = errorsShown(page);
  const { definition } = step;
  const fieldOf = (id: string) => step.fields.find(({ bound }) => bound.field.id === id)?.bound.field;
  const sentenceOf = (error: FieldError) => fieldSentence(error, fieldOf(error.field));
  const sentence = (field: string) => {
    const error = errors.find((candidate) => candidate.field === field);
    return error === undefined ? undefined : sentenceOf(error);
  };
  const applicantOf = displayFacts(citizen, []).applicant;
  const { view: stepperView, isFirst } = steps(page);
  const isSummary = definition.kind === 'summary';
  const { view: paymentView, stamp, blocked } = paymentParts(page, sentence);
  return {
    heading: { title: texts.titolo(page.serviceName), lead: page.sending ?? undefined },
    errors:
      errors.length === 0
        ? null
        : {
            errors: errors.map((error) => ({
              id: errorAnchor(error.field),
              message: summarySentence(step, error, namedStampError(error.field, sentenceOf(error))),
            })),
          },
    stepper: stepperView,
    stepTitle: definition.title,
    action: page.action,
    opening: page.opening,
    // Without files the form is sent the plain way, which costs less to read.
    hasFiles: step.fields.some(({ bound }) => holdsFiles(bound.field)),
    confirmId: isSummary ? send.id : null,
    shownData: isSummary ? page.shownData : null,
    instructions: definition.kind === 'instructions' ? definition.text : [],
    applicant:
      definition.kind === 'applicant' || isSummary
        ? [
            applicant(
              isSummary ? texts.richiedente : page.atCounter ? texts.datiCittadino : texts.tuoiDati,
              citizen,
              page.editHref,
            ),
          ]
        : [],
    sections: isSummary ? [...sections(page), ...paidSections(page)] : [],
    overpaid: isSummary ? overpaidOf(page) : null,
    payment: paymentView,
    stamp,
    consent: consent(page, sentence),
    fields: formView(step, { ...page, applicant: applicantOf, sentence }),
    controls: controlsOf(step).join(' '),
    // What is typed of a stamp is kept nowhere before it is declared.
    autosave: page.opening === null && !isSummary && stamp === null,
    buttons: {
      back: isFirst ? null : page.action,
      restart: isFirst ? null : page.action,
      submitLabel: isSummary ? texts.invia : texts.avanti,
      blocked,
    },
    guide: { paragraphs: definition.guide },
    note: page.atCounter
      ? null
      : {
          formId: 'passo',
          action: page.action,
          name: PRIVATE_NOTE_FIELD,
          value: page.privateNote.shown,
          digest: noteDigest(page.privateNote.saved),
          error: sentence(PRIVATE_NOTE_FIELD),
        },
    dialog: isSummary ? send : null,
  };
};

/**
 * The question before sending, as a page of its own, for who has no JavaScript.
 * @param shown what the form said that the summary has shown
 */
export const confirmView = (action: string, shown: readonly { readonly name: string; readonly value: string }[]) => ({
  ...send,
  action,
  hidden: [{ name: 'azione', value: 'avanti' }, ...shown],
  noHref: action,
});
