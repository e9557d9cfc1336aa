import type { SignInRefusal } from '@stanza/core';
import { texts } from './texts.it.ts';

/** Of every refusal, whatever it is about: the older versions of the external checker of SPID take 400 for no refusal. */
export const REFUSAL_STATUS = 403;

export interface RefusalView {
  readonly title: string;
  readonly text: string;
  readonly status: number;
  /** An operator of the platform has to know. */
  readonly alarm: boolean;
}

/** What a citizen is told of a refusal: our own words, never the provider's (spid.md 2.4). */
export const refusalView = (refusal: SignInRefusal): RefusalView => {
  const view = (
    { titolo, testo }: { readonly titolo: string; readonly testo: string },
    alarm = false,
  ): RefusalView => ({ title: titolo, text: testo, status: REFUSAL_STATUS, alarm });
  if (refusal.code === 'not_signed_in') return view(texts.errori[refusal.error]);
  if (refusal.code === 'level_too_low') return view(texts.livello);
  if (refusal.code === 'provider_fault') return view(texts.guasto, true);
  return view(texts.nonValida);
};

/** What a citizen is told of a provider that the ente does not know, or knows no more. */
export const goneView: RefusalView = {
  title: texts.sparito.titolo,
  text: texts.sparito.testo,
  status: 404,
  alarm: false,
};

/** What a citizen is told of a sign-in that waited too long for their word, or was confirmed already. */
export const overView: RefusalView = {
  title: texts.ingressoScaduto.titolo,
  text: texts.ingressoScaduto.testo,
  status: 410,
  alarm: false,
};
