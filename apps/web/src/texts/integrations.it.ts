import { type IntegrationPaper, withArticle } from '@stanza/core';

const carte: Readonly<Record<IntegrationPaper, string>> = {
  richiesta: 'Richiesta di integrazione',
  risposta: 'Integrazione inviata',
  annullamento: 'Annullamento della richiesta',
};

/** The words of a request of integration, the same for the citizen and for the office. */
export const integrationTexts = {
  titolo: (day: string) => `Integrazione ${withArticle('del', day)}`,
  chiesta: 'Chiesta il',
  entro: 'Risposta entro il',
  messaggio: 'Messaggio del Comune',
  serve: 'Che cosa serve',
  stato: 'Stato',
  aperta: 'In attesa della risposta',
  scaduta: 'In attesa della risposta: il termine è passato',
  risposta: (moment: string) => `Risposta inviata ${withArticle('il', moment)}`,
  rispostaSportello: (moment: string) => `Risposta data allo sportello ${withArticle('il', moment)}`,
  annullata: (moment: string) => `Annullata dal Comune ${withArticle('il', moment)}`,
  protocolli: {
    richiesta: 'Protocollo della richiesta di integrazione',
    risposta: 'Protocollo dell’integrazione',
    annullamento: 'Protocollo dell’annullamento',
  },
  inAttesa: 'In attesa di protocollazione',
  risposte: 'Risposte',
  carte,
} as const;
