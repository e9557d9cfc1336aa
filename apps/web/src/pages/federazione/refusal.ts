import type { SignInRefusal } from '@stanza/core';
import { texts } from './texts.it.ts';

interface RefusalView {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** An operator of the platform has to know. */
  readonly alarm: boolean;
}

/** What a citizen is told of a refusal: our own words, never the provider's (spid.md 2.4). */
export const refusalView = (refusal: SignInRefusal): RefusalView => {
  const view = (
    status: number,
    { titolo, testo }: { readonly titolo: string; readonly testo: string },
    alarm = false,
  ) => ({
    status,
    title: titolo,
    text: testo,
    alarm,
  });
  if (refusal.code === 'not_signed_in') return view(403, texts.errori[refusal.error]);
  if (refusal.code === 'level_too_low') return view(403, texts.livello);
  if (refusal.code === 'provider_fault') return view(403, texts.guasto, true);
  return view(400, texts.nonValida);
};
