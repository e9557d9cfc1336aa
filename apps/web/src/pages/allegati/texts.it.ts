import { withArticle } from '@stanza/core';

export const texts = {
  titolo: 'I miei allegati',
  introduzione:
    'I file che hai caricato compilando le tue pratiche. Puoi eliminare quelli che non fanno parte di una pratica inviata.',
  eliminato: 'Il file è stato eliminato.',
  pagine: 'Pagine degli allegati',
  continua: 'Altri allegati',
  dettagli: (type: string, size: string, when: string) => `${type}, ${size}, caricato ${withArticle('il', when)}`,
  nessuno: 'Non hai ancora allegati',
  nessunoTesto: 'Qui trovi i file che carichi quando compili una pratica.',
} as const;
