import type { texts } from './texts.it.ts';

/** Why the page is shown again after a form was sent. */
export type Refusal = keyof typeof texts.rifiuti;

interface Shown {
  readonly status: number;
  /** `id` of the field that the sentence is at; null when it stands on top of the page. */
  readonly field: 'esito' | 'motivazione' | 'documento' | 'definitiva' | 'risposta' | null;
}

/** How each refusal is shown. */
export const REFUSALS: Readonly<Record<Refusal, Shown>> = {
  csrf: { status: 403, field: null },
  outcome_required: { status: 422, field: 'esito' },
  reason_required: { status: 422, field: 'motivazione' },
  reason_too_long: { status: 422, field: 'motivazione' },
  confirmation_required: { status: 422, field: 'definitiva' },
  flow_changed: { status: 409, field: null },
  document_required: { status: 422, field: 'documento' },
  document_not_expected: { status: 422, field: 'documento' },
  document_not_allowed: { status: 422, field: 'documento' },
  document_bad_signature: { status: 422, field: 'documento' },
  document_too_large: { status: 413, field: 'documento' },
  document_empty: { status: 422, field: 'documento' },
  document_infected: { status: 422, field: 'documento' },
  document_not_scanned: { status: 422, field: 'documento' },
  stale_version: { status: 409, field: null },
  not_in_charge: { status: 409, field: null },
  not_possible: { status: 409, field: null },
  file_required: { status: 422, field: 'risposta' },
  file_too_large: { status: 413, field: 'risposta' },
  file_empty: { status: 422, field: 'risposta' },
  file_infected: { status: 422, field: 'risposta' },
  file_not_scanned: { status: 422, field: 'risposta' },
  file_type_not_allowed: { status: 422, field: 'risposta' },
  'not-cms': { status: 422, field: 'risposta' },
  'no-signer': { status: 422, field: 'risposta' },
  'no-content': { status: 422, field: 'risposta' },
  'unsupported-key': { status: 422, field: 'risposta' },
  not_the_answer: { status: 422, field: 'risposta' },
};
