import { withArticle } from '@stanza/core';

export const texts = {
  stanza: 'La mia stanza',
  pubblicato: (day: string) => `Pubblicato ${withArticle('il', day)}`,
  entro: (day: string) => `Entro ${withArticle('il', day)}`,
  torna: 'Torna a “La mia stanza”',
} as const;
