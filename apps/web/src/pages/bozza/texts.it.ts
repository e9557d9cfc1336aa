import { withArticle } from '@stanza/core';

export const texts = {
  servizi: 'Servizi',
  titolo: 'Hai già una bozza',
  introduzione: 'Per questo servizio puoi avere una bozza alla volta. Riprendila da dove l’hai lasciata.',
  creata: (when: string) => `Creata ${withArticle('il', when)}`,
  siCancella: (day: string) => `La bozza si cancella ${withArticle('il', day)}, se prima non la salvi di nuovo.`,
  elimina: 'Elimina la bozza',
  notaSalvata: 'La nota che hai scritto è stata salvata nella bozza.',
  riprendi: 'Riprendi compilazione',
} as const;
