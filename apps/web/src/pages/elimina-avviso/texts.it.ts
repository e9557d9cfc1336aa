import type { BulletinKind } from '@stanza/core';

const perTipo: Readonly<Record<BulletinKind, Readonly<Record<'titolo' | 'elenco' | 'si', string>>>> = {
  news: { titolo: 'Elimina l’avviso', elenco: 'Avvisi e notizie', si: 'Sì, elimina l’avviso' },
  deadline: { titolo: 'Elimina la scadenza', elenco: 'Scadenze', si: 'Sì, elimina la scadenza' },
};

export const texts = {
  pannello: 'Pannello di controllo',
  perTipo,
  domanda: (title: string) => `Vuoi eliminare “${title}”?`,
  conseguenze: [
    'I cittadini non lo vedranno più e non si potrà recuperare. Per nasconderlo e basta, cambia fino a quando è visibile.',
  ],
  no: 'No',
} as const;
