import type { Audience } from '@stanza/core';

const destinatari: Readonly<Record<Audience, string>> = {
  cittadini: 'Cittadini',
  famiglie: 'Famiglie',
  associazioni: 'Associazioni',
  imprese: 'Imprese',
  professionisti: 'Professionisti',
};

export const texts = {
  titolo: 'Servizi',
  introduzione:
    'I servizi che puoi chiedere online. Leggi la descrizione: per usare un servizio ti chiediamo di accedere.',
  descrizione: (ente: string) => `I servizi online del ${ente}.`,
  uscito: 'Sei uscito anche dal gestore.',
  cerca: 'Cerca un servizio',
  area: 'Area',
  tutte: 'Tutte le aree',
  perChi: 'Per chi',
  tutti: 'Per tutti',
  destinatari,
  risultati: (count: number) => (count === 1 ? '1 servizio trovato' : `${count} servizi trovati`),
  bottone: 'Cerca',
  inEvidenza: 'In evidenza',
  nessuno: {
    title: 'Nessun servizio trovato',
    text: 'Nessun servizio corrisponde a quello che cerchi.',
    link: 'Vedi tutti i servizi',
  },
} as const;
