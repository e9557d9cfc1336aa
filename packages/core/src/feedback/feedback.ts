import type { FieldError } from '../shared/field-error.ts';
import type { PracticeId, ServiceId } from '../shared/ids.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cleanText } from '../shared/text.ts';

/** What went well, for who gave four or five stars (the answers are those of the national model for Comuni). */
export const GOOD_ASPECTS = [
  'indicazioni_chiare',
  'indicazioni_complete',
  'percorso_chiaro',
  'nessun_problema_tecnico',
  'altro',
] as const;
/** What was difficult, for who gave three or less. */
export const HARD_ASPECTS = [
  'indicazioni_non_chiare',
  'indicazioni_incomplete',
  'percorso_non_chiaro',
  'problemi_tecnici',
  'altro',
] as const;
export type FeedbackAspect = (typeof GOOD_ASPECTS)[number] | (typeof HARD_ASPECTS)[number];

export const STARS = [1, 2, 3, 4, 5] as const;
export type Stars = (typeof STARS)[number];

/** From here on a rating is a good one (national model: more than three of five). */
const GOOD: Stars = 4;
export const isGood = (stars: Stars): boolean => stars >= GOOD;

/** The aspects that one may choose after giving so many stars. */
export const aspectsFor = (stars: Stars): readonly FeedbackAspect[] => (isGood(stars) ? GOOD_ASPECTS : HARD_ASPECTS);

/** Longest free text, in characters (ui.md, PNRR "cittadino attivo"). */
export const MAX_FEEDBACK_TEXT = 200;

/** A rating: one to five stars, then one aspect and a few words, which may both be missing. */
export interface Feedback {
  readonly stars: Stars;
  readonly aspect: FeedbackAspect | null;
  readonly text: string;
  readonly givenAt: Date;
}

/** How a service was rated: one that a practice has, or one of its sheet, given by nobody in particular. */
export interface ServiceFeedback extends Feedback {
  readonly serviceId: ServiceId;
  /** Null: of the service's sheet, and nothing says who gave it. */
  readonly practiceId: PracticeId | null;
}

/** What a form sends; null for what it does not have. */
export interface FeedbackInput {
  readonly stars: string;
  readonly aspect: string | null;
  readonly text: string | null;
}

const RATING_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Until when a practice may be rated, and its rating changed: thirty days, after which one no longer remembers. */
export const ratingEnds = (submittedAt: Date): Date => new Date(submittedAt.getTime() + RATING_DAYS * DAY_MS);

/** The stars that were typed; null when they are not one of the five. */
export const starsOf = (typed: string): Stars | null => STARS.find((stars) => String(stars) === typed) ?? null;

/**
 * Reads a rating. What the form does not have stays as it was before; an aspect that does not go with the new stars is
 * dropped, because it answered another question.
 * @param before the rating as it was; null when there was none
 * @returns errors at `stars`, `aspect` and `text`
 */
export const parseFeedback = (
  input: FeedbackInput,
  before: Feedback | null,
  now: Date,
): Result<Feedback, { readonly code: 'invalid_feedback'; readonly errors: readonly FieldError[] }> => {
  const errors: FieldError[] = [];
  const stars = starsOf(input.stars);
  if (stars === null) return refuse({ code: 'invalid_feedback', errors: [{ field: 'stars', code: 'required' }] });
  const allowed = aspectsFor(stars);
  const asked = input.aspect === null ? (before?.aspect ?? null) : input.aspect;
  const aspect = allowed.find((one) => one === asked) ?? null;
  if (aspect === null && input.aspect !== null && input.aspect !== '') {
    errors.push({ field: 'aspect', code: 'not_an_option' });
  }
  const text = input.text === null ? (before?.text ?? '') : cleanText(input.text);
  if ([...text].length > MAX_FEEDBACK_TEXT) errors.push({ field: 'text', code: 'too_long' });
  return errors.length > 0 ? refuse({ code: 'invalid_feedback', errors }) : ok({ stars, aspect, text, givenAt: now });
};
