import { dayAndTime, type Erasure } from '@stanza/core';
import { texts } from './texts.it.ts';

const lastErasure = (erasure: Erasure | undefined) => {
  if (erasure === undefined) return null;
  const erased = texts.cancellati(erasure);
  return { when: texts.fattoIl(dayAndTime(erasure.at)), erased: erased.length === 0 ? [texts.niente] : erased };
};

/** @param erasures newest first */
export const mieiDatiView = (base: string, erasures: readonly Erasure[]) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  last: lastErasure(erasures[0]),
  copyAction: `${base}/miei-dati/copia`,
  eraseAction: `${base}/miei-dati/cancellazione`,
  erased: texts.cancelliamo,
  kept: texts.resta,
});

export const confermaView = (base: string) => ({
  id: 'cancella',
  question: texts.domanda,
  yes: texts.si,
  no: texts.no,
  action: `${base}/miei-dati/cancellazione`,
  hidden: [],
  noHref: `${base}/miei-dati`,
});
