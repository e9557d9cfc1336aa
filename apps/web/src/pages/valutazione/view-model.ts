import { type FieldError, type ReceiptView, starsOf } from '@stanza/core';
import { feedbackTexts } from '../../texts/feedback.it.ts';
import { feedbackDetails, feedbackErrors, rating } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** What was just sent and could not be saved. */
export interface TypedRating {
  readonly stars: string;
  readonly aspect: string;
  readonly text: string;
  readonly errors: readonly FieldError[];
}

/** @param typed null: the rating as it was saved */
export const valutazioneView = (href: string, { feedback, ratingEnds }: ReceiptView, typed: TypedRating | null) => {
  const stars = (typed === null ? null : starsOf(typed.stars)) ?? feedback?.stars ?? null;
  const errors = typed?.errors ?? [];
  const soFar = { aspect: typed?.aspect ?? feedback?.aspect ?? '', text: typed?.text ?? feedback?.text ?? '', errors };
  const open = ratingEnds !== null;
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    errors: feedbackErrors(errors),
    closed: !open,
    rating: open
      ? {
          ...rating(`${href}/valutazione`, feedbackTexts.domandaInvio, stars),
          error: errors.some(({ field }) => field === 'stars') ? feedbackTexts.scegliVoto : undefined,
        }
      : null,
    saved: feedback === null ? null : texts.registrata(feedback.stars),
    details: open && stars !== null ? feedbackDetails(`${href}/valutazione/dettagli`, { ...soFar, stars }) : null,
    // What came too late is given back: there is no field to keep it in.
    written: open ? null : typed?.text || null,
    receiptHref: `${href}/ricevuta`,
  };
};
