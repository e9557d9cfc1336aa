import type { AnswerFlow } from '@stanza/core';

const risposte: Readonly<Record<AnswerFlow, string>> = {
  firma: 'Risposta firmata',
  documento_e_firma: 'Documento e risposta firmata',
  documento: 'Documento, senza firma',
};

export const texts = {
  titolo: 'Servizi',
  introduzione: 'I servizi del Comune, nell’ordine in cui i cittadini li trovano.',
  nuovo: 'Pubblica un nuovo servizio',
  tabella: 'Servizi',
  colonne: ['Servizio', 'Area', 'Stato', 'Come si risponde', 'Revisione', 'Azioni'],
  attivo: 'Attivo',
  sospeso: 'Sospeso',
  nonAncora: 'Non ancora aperto',
  chiuso: 'Chiuso',
  primoPiano: 'In primo piano',
  risposte,
  modifica: 'Impostazioni',
  nessuno: 'Non ci sono servizi',
  nessunoTesto: 'I servizi che pubblichi compaiono qui.',
  salvato: 'Le impostazioni del servizio sono state salvate.',
} as const;
