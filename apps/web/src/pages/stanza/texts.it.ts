import { withArticle } from '@stanza/core';

export const texts = {
  titolo: 'La mia stanza',
  saluto: (name: string) => `Ciao ${name}, qui trovi quello che ti riguarda.`,
  daIntegrare: (count: number) =>
    count === 1 ? 'Hai 1 richiesta di integrazione' : `Hai ${count} richieste di integrazione`,
  rispondiEntro: (day: string) => `Rispondi entro ${withArticle('il', day)}`,
  rispondi: 'Rispondi alla richiesta',
  perPratica: 'per la pratica',
  scadenze: 'Scadenze',
  nessunaScadenza: 'Non ci sono scadenze in arrivo.',
  entro: (day: string) => `Entro ${withArticle('il', day)}`,
  avvisi: 'Avvisi e notizie',
  nessunAvviso: 'Non ci sono avvisi.',
  pubblicato: (day: string) => `Pubblicato ${withArticle('il', day)}`,
  su: 'su:',
  pratiche: 'Pratiche più recenti',
  del: (day: string) => withArticle('del', day),
  tutteLePratiche: 'Vedi tutte le tue pratiche',
  nessunaPratica: 'Non hai ancora pratiche',
  nessunaPraticaTesto: 'Scegli un servizio per cominciare.',
  vaiAiServizi: 'Vai ai servizi',
  pagamenti: 'I miei pagamenti',
  servizi: 'Servizi in primo piano',
  tuttiIServizi: 'Vedi tutti i servizi',
} as const;
