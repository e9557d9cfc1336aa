import { type Delivery, dayAndTime, isClosed, MAX_REASON, type OfficePracticeView, type Practice } from '@stanza/core';
import { notice } from '../../ui/components.ts';
import type { FieldView } from '../../ui/fields.ts';
import { REFUSALS, type Refusal } from './refusals.ts';
import { texts } from './texts.it.ts';

/** The decision as the form holds it. */
export interface TypedDecision {
  readonly outcome: string;
  readonly reason: string;
}

export interface ElaboraState {
  /** What was just typed and is not saved; null when what is saved is shown. */
  readonly typed: TypedDecision | null;
  readonly refusal: Refusal | null;
  /** The operator wants to change a decision whose answer is still being made. */
  readonly changing: boolean;
}

/** How far the answer is: nothing decided, decided, ready to be signed, signed, gone out. */
export type Stage = 'da_decidere' | 'in_preparazione' | 'da_firmare' | 'firmata' | 'chiusa';

export const stageOf = (practice: Practice): Stage => {
  if (isClosed(practice)) return 'chiusa';
  const { decision, documents } = practice;
  if (documents.risposta_firmata !== undefined) return 'firmata';
  if (documents.risposta !== undefined) return 'da_firmare';
  return decision === null ? 'da_decidere' : 'in_preparazione';
};

const errorAt = (field: string, refusal: Refusal | null): string | undefined =>
  refusal !== null && REFUSALS[refusal].field === field ? texts.rifiuti[refusal] : undefined;

const decisionFields = ({ outcome, reason }: TypedDecision, refusal: Refusal | null): readonly FieldView[] => [
  {
    partial: 'field-radio',
    id: 'esito',
    name: 'esito',
    label: texts.esito,
    required: true,
    choices: (['accettata', 'rifiutata'] as const).map((value) => ({
      id: value === 'accettata' ? 'esito' : 'esito-rifiutata',
      value,
      label: texts.esiti[value],
      checked: value === outcome,
    })),
    error: errorAt('esito', refusal),
  },
  {
    partial: 'field-textarea',
    id: 'motivazione',
    name: 'motivazione',
    label: texts.motivazione,
    hint: texts.motivazioneAiuto,
    required: false,
    value: reason,
    rows: 8,
    maxlength: MAX_REASON,
    error: errorAt('motivazione', refusal),
  },
];

/** Shown while nobody has to do anything; a page that reloads itself holds no form. */
const waiting = (href: string, stage: Stage, { changing, refusal }: ElaboraState, failed: boolean) => {
  if (failed || refusal !== null) return null;
  if (stage === 'in_preparazione' && !changing) return { href, seconds: 5, text: texts.inPreparazione };
  return stage === 'firmata' ? { href, seconds: 5, text: texts.inUscita } : null;
};

/** Whether what the stage waits for will not come by itself. */
const hasFailed = (stage: Stage, deliveries: readonly Delivery[]): boolean => {
  const kind = stage === 'firmata' ? 'register_answer' : 'render_answer';
  return deliveries.findLast(({ effect }) => effect.kind === kind)?.state === 'bloccata';
};

const decisionForm = (href: string, { practice }: OfficePracticeView, stage: Stage, state: ElaboraState) => {
  const { decision } = practice;
  const saved = { outcome: decision?.outcome ?? '', reason: decision?.reason ?? '' };
  // What was typed is shown whatever happened to the practice meanwhile: nothing typed is lost.
  const isOpen = stage === 'da_decidere' || stage === 'da_firmare' || (stage === 'in_preparazione' && state.changing);
  if (!isOpen && state.typed === null) return null;
  return {
    title: decision === null ? texts.decisione : texts.modificaDecisione,
    help: decision === null ? null : texts.modificaAiuto,
    action: href,
    version: practice.version,
    fields: decisionFields(state.typed ?? saved, state.refusal),
  };
};

const answer = (practiceHref: string, { practice }: OfficePracticeView, refusal: Refusal | null) => ({
  downloadHref: `${practiceHref}/documenti/risposta`,
  action: `${practiceHref}/risposta`,
  version: practice.version,
  field: {
    partial: 'field-file' as const,
    id: 'risposta',
    name: 'risposta',
    label: texts.file,
    required: true,
    accept: '.p7m',
    limits: texts.limiti,
    multiple: false,
    current: [],
    currentHint: '',
    reuse: null,
    error: errorAt('risposta', refusal),
  },
});

const taken = ({ decision }: Practice) =>
  decision === null
    ? null
    : {
        title: '',
        editHref: null,
        rows: [
          { term: texts.esito, value: texts.decise[decision.outcome] },
          { term: texts.motivazione, value: decision.reason },
          { term: texts.decisaIl, value: dayAndTime(decision.decidedAt) },
        ],
      };

/** "Elabora" (ente.md, the standard flow): decision, answer to sign, signed answer. @param practiceHref in the office */
export const elaboraView = (practiceHref: string, viewed: OfficePracticeView, state: ElaboraState) => {
  const { practice, definition, deliveries } = viewed;
  const href = `${practiceHref}/elabora`;
  const stage = stageOf(practice);
  const failed = hasFailed(stage, deliveries);
  const field = state.refusal === null ? null : REFUSALS[state.refusal].field;
  const message = state.refusal === null ? '' : texts.rifiuti[state.refusal];
  const failure = stage === 'firmata' ? texts.nonProtocollata : texts.nonPreparata;
  const form = decisionForm(href, viewed, stage, state);
  return {
    heading: { title: texts.titolo, lead: texts.pratica(definition.name, practice.code) },
    errors: field === null ? null : { errors: [{ id: field, message }] },
    practiceHref,
    closed: stage === 'chiusa' ? notice('success', { text: texts.chiusa }) : null,
    taken: taken(practice),
    failure:
      failed && (stage === 'in_preparazione' || stage === 'firmata') ? notice('warning', { text: failure }) : null,
    waiting: waiting(href, stage, state, failed),
    changeHref: stage === 'in_preparazione' && form === null ? `${href}?cambia=si` : null,
    answer: stage === 'da_firmare' ? answer(practiceHref, viewed, state.refusal) : null,
    form,
  };
};
