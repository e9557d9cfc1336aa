import { type FieldError, type Service, starsOf } from '@stanza/core';
import { feedbackTexts } from '../../texts/feedback.it.ts';
import { feedbackDetails, feedbackErrors, rating } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

export interface SheetRating {
  readonly stars: string;
  readonly aspect: string;
  readonly text: string;
  readonly errors: readonly FieldError[];
}

/** @param done the rating was kept: there is nothing more to ask */
export const valutazioneSchedaView = (href: string, { definition }: Service, typed: SheetRating, done: boolean) => {
  const stars = starsOf(typed.stars);
  return {
    heading: { title: texts.titolo, lead: done ? texts.grazie : texts.introduzione(definition.name) },
    errors: feedbackErrors(typed.errors),
    rating: done
      ? null
      : {
          ...rating(`${href}/valutazione`, feedbackTexts.domandaScheda, stars),
          error: typed.errors.some(({ field }) => field === 'stars') ? feedbackTexts.scegliVoto : undefined,
        },
    details: done || stars === null ? null : feedbackDetails(`${href}/valutazione/dettagli`, { ...typed, stars }),
    serviceHref: href,
  };
};
