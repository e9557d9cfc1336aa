import type { BadSignature } from '@stanza/core';
import { signatureProblems } from '../../texts/signature-problems.it.ts';
import { texts } from './texts.it.ts';

/** Why the page is shown again after a form was sent: a reason of its own, or the signature of a file. */
export type Refusal =
  | keyof typeof texts.rifiuti
  | { readonly field: 'risposta' | 'documento'; readonly signature: BadSignature['problem'] };

interface Place {
  readonly status: number;
  /** `id` of the field that the sentence is at; null when it stands on top of the page. */
  readonly field: 'esito' | 'motivazione' | 'documento' | 'definitiva' | 'risposta' | null;
}

const PLACES: Readonly<Record<keyof typeof texts.rifiuti, Place>> = {
  csrf: { status: 403, field: null },
  outcome_required: { status: 422, field: 'esito' },
  reason_required: { status: 422, field: 'motivazione' },
  reason_too_long: { status: 422, field: 'motivazione' },
  confirmation_required: { status: 422, field: 'definitiva' },
  flow_changed: { status: 409, field: null },
  document_required: { status: 422, field: 'documento' },
  document_not_expected: { status: 422, field: 'documento' },
  document_not_allowed: { status: 422, field: 'documento' },
  document_too_large: { status: 413, field: 'documento' },
  document_empty: { status: 422, field: 'documento' },
  document_infected: { status: 422, field: 'documento' },
  document_not_scanned: { status: 422, field: 'documento' },
  document_not_scannable: { status: 422, field: 'documento' },
  stale_version: { status: 409, field: null },
  not_in_charge: { status: 409, field: null },
  not_possible: { status: 409, field: null },
  file_required: { status: 422, field: 'risposta' },
  file_too_large: { status: 413, field: 'risposta' },
  file_empty: { status: 422, field: 'risposta' },
  file_infected: { status: 422, field: 'risposta' },
  file_not_scanned: { status: 422, field: 'risposta' },
  file_not_scannable: { status: 422, field: 'risposta' },
  file_type_not_allowed: { status: 422, field: 'risposta' },
  not_the_answer: { status: 422, field: 'risposta' },
};

/** How a refusal is shown. */
export const shownAs = (refusal: Refusal): Place & { readonly text: string } =>
  typeof refusal === 'string'
    ? { ...PLACES[refusal], text: texts.rifiuti[refusal] }
    : { status: 422, field: refusal.field, text: signatureProblems[refusal.signature] };
