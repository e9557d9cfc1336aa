import {
  type Delivery,
  dayAndTime,
  isClosed,
  type OfficePracticeView,
  type Practice,
  type ServiceSettings,
} from '@stanza/core';
import { notice } from '../../ui/components.ts';
import { signaturesView } from '../../ui/signatures-view.ts';
import { decisionFields, errorAt, type TypedDecision } from './decision-fields.ts';
import { type Refusal, shownAs } from './refusals.ts';
import { texts } from './texts.it.ts';

export interface ElaboraState {
  /** What was just typed and is not saved; null when what is saved is shown. */
  readonly typed: TypedDecision | null;
  readonly refusal: Refusal | null;
  /** The operator wants to change a decision whose answer is still being made. */
  readonly changing: boolean;
}

/** How far the answer is: nothing decided, decided, ready to be signed, on its way to the protocol, gone out. */
export type Stage = 'da_decidere' | 'in_preparazione' | 'da_firmare' | 'in_uscita' | 'chiusa';

const isFinal = ({ decision }: Practice): boolean => decision?.flow === 'documento';

export const stageOf = (practice: Practice): Stage => {
  if (isClosed(practice)) return 'chiusa';
  const { decision, documents } = practice;
  if (documents.risposta_firmata !== undefined) return 'in_uscita';
  if (documents.risposta !== undefined) return isFinal(practice) ? 'in_uscita' : 'da_firmare';
  return decision === null ? 'da_decidere' : 'in_preparazione';
};

/** Shown while nobody has to do anything; a page that reloads itself holds no form. */
const waiting = (href: string, stage: Stage, { changing, refusal }: ElaboraState, failed: boolean) => {
  if (failed || refusal !== null) return null;
  if (stage === 'in_preparazione' && !changing) return { href, seconds: 5, text: texts.inPreparazione };
  return stage === 'in_uscita' ? { href, seconds: 5, text: texts.inUscita } : null;
};

/** Whether what the stage waits for will not come by itself. */
const hasFailed = (stage: Stage, deliveries: readonly Delivery[]): boolean => {
  const kind = stage === 'in_uscita' ? 'register_answer' : 'render_answer';
  return deliveries.findLast(({ effect }) => effect.kind === kind)?.state === 'bloccata';
};

const decisionForm = (
  href: string,
  { practice }: OfficePracticeView,
  settings: ServiceSettings,
  stage: Stage,
  { typed, refusal, changing }: ElaboraState,
) => {
  const { decision, documents, version } = practice;
  const saved = { outcome: decision?.outcome ?? '', reason: decision?.reason ?? '' };
  const mayChange = stage === 'in_preparazione' && changing && !isFinal(practice);
  const isOpen = stage === 'da_decidere' || stage === 'da_firmare' || mayChange;
  // What was typed is shown whatever happened to the practice meanwhile: nothing typed is lost.
  if (!isOpen && typed === null) return null;
  return {
    title: decision === null ? texts.decisione : texts.modificaDecisione,
    help: decision === null || isFinal(practice) ? null : texts.modificaAiuto,
    action: href,
    version,
    flow: settings.answerFlow,
    fields: decisionFields(settings, typed ?? saved, documents.documento, refusal),
    confirm: settings.answerFlow === 'documento' ? texts.confermaDefinitiva : texts.conferma,
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

const taken = (practiceHref: string, { decision, documents: { documento } }: Practice) =>
  decision === null
    ? null
    : {
        title: '',
        editHref: null,
        rows: [
          { term: texts.esito, value: texts.decise[decision.outcome] },
          { term: texts.motivazione, value: decision.reason || texts.nessunaMotivazione },
          ...(documento === undefined
            ? []
            : [
                {
                  term: texts.documentoRilasciato,
                  value: documento.fileName,
                  href: `${practiceHref}/documenti/documento`,
                },
              ]),
          { term: texts.decisaIl, value: dayAndTime(decision.decidedAt) },
        ],
      };

/** What to say when what the stage waits for will not come by itself. */
const failureText = (practice: Practice, stage: Stage): string => {
  if (stage === 'in_uscita') return texts.nonProtocollata;
  return isFinal(practice) ? texts.nonPreparataDefinitiva : texts.nonPreparata;
};

/**
 * "Elabora" (ente.md): decision, answer to sign, signed answer; where nothing is signed, the decision alone.
 * @param practiceHref in the office
 * @param settings how the service is worked now
 */
export const elaboraView = (
  practiceHref: string,
  viewed: OfficePracticeView,
  settings: ServiceSettings,
  state: ElaboraState,
) => {
  const { practice, definition, deliveries } = viewed;
  const href = `${practiceHref}/elabora`;
  const stage = stageOf(practice);
  const failed = hasFailed(stage, deliveries);
  const refused = state.refusal === null ? null : shownAs(state.refusal);
  const form = decisionForm(href, viewed, settings, stage, state);
  return {
    heading: { title: texts.titolo, lead: texts.pratica(definition.name, practice.code) },
    errors: refused?.field == null ? null : { errors: [{ id: refused.field, message: refused.text }] },
    practiceHref,
    closed: stage === 'chiusa' ? notice('success', { text: texts.chiusa }) : null,
    taken: taken(practiceHref, practice),
    signatures: signaturesView(practice),
    failure:
      failed && (stage === 'in_preparazione' || stage === 'in_uscita')
        ? notice('warning', { text: failureText(practice, stage) })
        : null,
    waiting: waiting(href, stage, state, failed),
    changeHref: stage === 'in_preparazione' && !isFinal(practice) && form === null ? `${href}?cambia=si` : null,
    answer: stage === 'da_firmare' ? answer(practiceHref, viewed, state.refusal) : null,
    form,
  };
};
