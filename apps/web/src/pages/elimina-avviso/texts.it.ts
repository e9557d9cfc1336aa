import type { BulletinKind } from '@stanza/core';

const perTipo: Readonly<Record<BulletinKind, Readonly<Record<'titolo' | 'elenco' | 'conseguenza' | 'si', string>>>> = {
  news: {
    titolo: 'Elimina l’avviso',
    elenco: 'Avvisi e notizie',
    conseguenza:
      'I cittadini non lo vedranno più e non si potrà recuperare. Per nasconderlo e basta, cambia fino a quando è visibile.',
    si: 'Sì, elimina l’avviso',
  },
  deadline: {
    titolo: 'Elimina la scadenza',
    elenco: 'Scadenze',
    conseguenza:
      'I cittadini non la vedranno più e non si potrà recuperare. Per nasconderla e basta, cambia fino a quando è visibile.',
    si: 'Sì, elimina la scadenza',
  },
};

export const texts = {
  perTipo,
  domanda: (title: string) => `Vuoi eliminare “${title}”?`,
  no: 'No',
} as const;
