import {
  applicantFacts,
  type Citizen,
  type FieldError,
  type FieldErrorCode,
  type Journey,
  type JourneyStep,
  noteDigest,
  PRIVATE_NOTE_FIELD,
  summarise,
} from '@stanza/core';
import { applicantLabels } from '@stanza/services';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import { NOTE_LABEL, stepper } from '../../ui/components.ts';
import { type FieldFacts, fieldView } from './field-view.ts';
import { texts } from './texts.it.ts';

export interface StepPage extends FieldFacts {
  readonly serviceName: string;
  readonly journey: Journey;
  readonly step: JourneyStep;
  readonly citizen: Citizen;
  /** Where the form of this step is sent. */
  readonly action: string;
  /** The address of another step's page. */
  readonly hrefOf: (stepId: string) => string;
  /** What was just typed and is not saved, by field id; empty when what is saved is shown. */
  readonly typed: Readonly<Record<string, string>>;
  /** As it is saved, and as it is shown: it may have been typed and not saved. */
  readonly privateNote: { readonly saved: string; readonly shown: string };
  /** Digest of the data that the summary shows. */
  readonly shownData: string;
  readonly errors: readonly FieldError[];
}

/** `id` of the field that an error is about, in the page. */
const anchorOf = (field: string): string => (field === PRIVATE_NOTE_FIELD ? 'nota' : field);

const steps = ({ journey, step, hrefOf }: StepPage) => {
  const walked = journey.steps.filter(({ status }) => status !== 'skipped');
  const links = walked.map(({ definition, open, status }) => ({
    label: definition.title,
    href: open ? hrefOf(definition.id) : null,
    done: status === 'done',
  }));
  return { view: stepper(links, walked.indexOf(step)), isFirst: walked[0] === step };
};

/** The box that a step without fields is confirmed with. */
const consent = (step: JourneyStep, error: string | undefined) => {
  const { definition } = step;
  if (definition.kind !== 'instructions' && definition.kind !== 'applicant') return null;
  return {
    partial: 'field-checkbox' as const,
    id: definition.id,
    name: definition.id,
    value: 'si',
    label: definition.kind === 'instructions' ? definition.consent : texts.datiCorretti,
    required: true,
    checked: step.status === 'done',
    error,
  };
};

const applicant = (title: string, citizen: Citizen, profileHref: string) => ({
  title,
  editHref: profileHref,
  rows: applicantFacts(citizen).map(({ fact, value }) => ({ term: applicantLabels[fact], value })),
});

const sections = (page: StepPage) => {
  const fileNames = new Map(page.files.map(({ id, fileName }) => [String(id), fileName]));
  return summarise(page.journey, { fileNames }).map(({ stepId, title, rows }) => ({
    title,
    editHref: page.hrefOf(stepId),
    rows: rows.map(({ label, value }) => ({ term: label, value })),
  }));
};

const send = { id: 'sicuro', question: texts.sicuro, yes: texts.si, no: texts.no };

/** The sentence in the summary on top, where the field it is about cannot be seen. */
const summarySentence = (step: JourneyStep, fieldId: string, code: FieldErrorCode): string => {
  if (fieldId === PRIVATE_NOTE_FIELD) return namedError(NOTE_LABEL, code);
  const field = step.fields.find(({ bound }) => bound.field.id === fieldId);
  return field === undefined ? fieldErrorTexts[code] : namedError(field.bound.field.label, code);
};

/** A page of the compilation (manual §6): stepper, form, guide, private note, buttons. */
export const stepView = (page: StepPage) => {
  const { step, citizen, errors, typed } = page;
  const { definition } = step;
  const messageOf = (field: string) => errors.find((error) => error.field === field)?.code;
  const sentence = (field: string) => {
    const code = messageOf(field);
    return code === undefined ? undefined : fieldErrorTexts[code];
  };
  const { view: stepperView, isFirst } = steps(page);
  const isSummary = definition.kind === 'summary';
  const profileHref = `${page.base}/profilo?verso=${encodeURIComponent(page.action)}`;
  return {
    heading: { title: texts.titolo(page.serviceName) },
    errors:
      errors.length === 0
        ? null
        : {
            errors: errors.map(({ field, code }) => ({
              id: anchorOf(field),
              message: summarySentence(step, field, code),
            })),
          },
    stepper: stepperView,
    stepTitle: definition.title,
    action: page.action,
    // Without files the form is sent the plain way, which costs less to read.
    hasFiles: step.fields.some(({ bound }) => bound.field.kind === 'file'),
    confirmId: isSummary ? send.id : null,
    shownData: isSummary ? page.shownData : null,
    instructions: definition.kind === 'instructions' ? definition.text : [],
    applicant:
      definition.kind === 'applicant' || isSummary
        ? [applicant(isSummary ? texts.richiedente : texts.tuoiDati, citizen, profileHref)]
        : [],
    sections: isSummary ? sections(page) : [],
    consent: consent(step, sentence(definition.id)),
    fields: step.fields.map((field) => {
      const { id, kind } = field.bound.field;
      const value = kind === 'file' ? field.value : (typed[id] ?? field.value);
      return fieldView(field, value, sentence(id), page);
    }),
    buttons: {
      back: isFirst ? null : page.action,
      restart: isFirst ? null : page.action,
      submitLabel: isSummary ? texts.invia : texts.avanti,
      blocked: null,
    },
    guide: { paragraphs: definition.guide },
    note: {
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
