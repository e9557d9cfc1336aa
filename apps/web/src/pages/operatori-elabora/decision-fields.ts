import { MAX_REASON, mayDecideTogether, type Outcome, type PracticeDocument, type ServiceSettings } from '@stanza/core';
import type { FieldView } from '../../ui/fields.ts';
import { radioChoices } from '../../ui/radio-choices.ts';
import { type Refusal, shownAs } from './refusals.ts';
import { texts } from './texts.it.ts';

/** The decision as the form holds it. */
export interface TypedDecision {
  readonly outcome: string;
  readonly reason: string;
}

/** The sentence of a refusal, where it is about this field. */
export const errorAt = (field: string, refusal: Refusal | null): string | undefined =>
  refusal !== null && shownAs(refusal).field === field ? shownAs(refusal).text : undefined;

const outcomeField = (outcome: string, refusal: Refusal | null): FieldView => ({
  partial: 'field-radio',
  id: 'esito',
  name: 'esito',
  label: texts.esito,
  required: true,
  choices: radioChoices(
    'esito',
    outcome,
    (['accettata', 'rifiutata'] as const satisfies readonly Outcome[]).map((value) => ({
      value,
      label: texts.esiti[value],
    })),
  ),
  error: errorAt('esito', refusal),
});

const reasonField = (reason: string, refusal: Refusal | null): FieldView => ({
  partial: 'field-textarea',
  id: 'motivazione',
  name: 'motivazione',
  label: texts.motivazione,
  hint: texts.motivazioneAiuto,
  required: false,
  conditional: true,
  value: reason,
  rows: 8,
  maxlength: MAX_REASON,
  error: errorAt('motivazione', refusal),
});

const documentHint = (settings: ServiceSettings, kept: PracticeDocument | undefined): string => {
  if (kept !== undefined) return texts.documentoPresente(kept.fileName);
  return mayDecideTogether(settings) ? texts.documentoSeServe : texts.documentoAiuto;
};

const documentField = (
  settings: ServiceSettings,
  kept: PracticeDocument | undefined,
  refusal: Refusal | null,
): FieldView => ({
  partial: 'field-file',
  id: 'documento',
  name: 'documento',
  label: texts.documento,
  hint: documentHint(settings, kept),
  required: false,
  conditional: true,
  accept: '.pdf,.p7m',
  // A browser does not keep a file that was chosen.
  limits: refusal === null ? texts.limitiDocumento : `${texts.limitiDocumento} ${texts.documentoDiNuovo}`,
  multiple: false,
  current: [],
  currentHint: '',
  reuse: null,
  error: errorAt('documento', refusal),
});

const finalField = (refusal: Refusal | null): FieldView => ({
  partial: 'field-checkbox',
  id: 'definitiva',
  name: 'definitiva',
  label: texts.definitiva,
  hint: texts.definitivaAiuto,
  required: true,
  value: 'si',
  checked: false,
  error: errorAt('definitiva', refusal),
});

/**
 * What a decision asks for, in the way in which its service is answered (ente.md, the three flows of "Elabora").
 * @param kept the document of the decision before, if there is one
 */
export const decisionFields = (
  settings: ServiceSettings,
  { outcome, reason }: TypedDecision,
  kept: PracticeDocument | undefined,
  refusal: Refusal | null,
): readonly FieldView[] => [
  outcomeField(outcome, refusal),
  reasonField(reason, refusal),
  ...(settings.answerFlow === 'firma' ? [] : [documentField(settings, kept, refusal)]),
  ...(settings.answerFlow === 'documento' ? [finalField(refusal)] : []),
];
