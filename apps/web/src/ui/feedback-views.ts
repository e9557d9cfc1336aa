import { aspectsFor, type FieldError, isGood, MAX_FEEDBACK_TEXT, type Stars } from '@stanza/core';
import { aspectTexts, feedbackTexts } from '../texts/feedback.it.ts';
import type { ChoiceView, TextareaFieldView } from './fields.ts';

/** `{{> feedback-details}}`: what follows the stars, one question and a few words. */
export interface FeedbackDetailsView {
  readonly action: string;
  /** The stars that were given, sent again. */
  readonly stars: string;
  /** `positive` or `negative`, as the national checker calls them. */
  readonly kind: 'positive' | 'negative';
  readonly question: string;
  readonly choices: readonly ChoiceView[];
  readonly error: string | null;
  readonly text: TextareaFieldView;
  readonly submit: string;
}

/** What was chosen and typed so far. */
export interface FeedbackSoFar {
  readonly stars: Stars;
  readonly aspect: string;
  readonly text: string;
  readonly errors: readonly FieldError[];
}

const has = (errors: readonly FieldError[], field: string): boolean => errors.some((error) => error.field === field);

/** The errors of a rating for the summary of its page. */
export const feedbackErrors = (errors: readonly FieldError[]) => {
  const found = [
    ...(has(errors, 'stars') ? [{ id: 'voto-1', message: feedbackTexts.scegliVoto }] : []),
    ...(has(errors, 'aspect') ? [{ id: 'aspetto-1', message: feedbackTexts.nonPrevisto }] : []),
    ...(has(errors, 'text') ? [{ id: 'testo', message: feedbackTexts.troppoLungo }] : []),
  ];
  return found.length === 0 ? null : { errors: found };
};

/** @param action where the answers are posted */
export const feedbackDetails = (
  action: string,
  { stars, aspect, text, errors }: FeedbackSoFar,
): FeedbackDetailsView => {
  const good = isGood(stars);
  return {
    action,
    stars: String(stars),
    kind: good ? 'positive' : 'negative',
    question: good ? feedbackTexts.preferito : feedbackTexts.difficile,
    choices: aspectsFor(stars).map((value, index) => ({
      id: `aspetto-${index + 1}`,
      value,
      label: aspectTexts[value],
      checked: value === aspect,
    })),
    error: has(errors, 'aspect') ? feedbackTexts.nonPrevisto : null,
    text: {
      partial: 'field-textarea',
      id: 'testo',
      name: 'testo',
      label: feedbackTexts.dettagli,
      hint: feedbackTexts.dettagliAiuto,
      required: false,
      value: text,
      rows: 3,
      maxlength: MAX_FEEDBACK_TEXT,
      error: has(errors, 'text') ? feedbackTexts.troppoLungo : undefined,
    },
    submit: feedbackTexts.invia,
  };
};
