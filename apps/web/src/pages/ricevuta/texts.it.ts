import { withArticle } from '@stanza/core';

export const texts = {
  titolo: 'Ricevuta',
  pratiche: 'Le mie pratiche',
  inviata: 'La tua richiesta è stata inviata',
  inviataTesto: (service: string, when: string) =>
    `Il Comune ha ricevuto la richiesta «${service}», inviata ${withArticle('il', when)}. Questa pagina è la tua ricevuta: puoi stamparla.`,
  richiesta: 'La richiesta',
  servizio: 'Servizio',
  stato: 'Stato della pratica',
  quando: 'Data e ora dell’invio',
  codice: 'Codice della pratica',
  ufficio: 'Ufficio competente',
  responsabile: 'Responsabile del procedimento',
  termine: 'Termine per la risposta',
  entro: (day: string) => `entro ${withArticle('il', day)}`,
  protocollo: 'Numero di protocollo',
  protocollata: (number: string, day: string) => `${number} ${withArticle('del', day)}`,
  inAttesa: 'In attesa di protocollazione',
  arriva:
    'Il numero di protocollo arriva da solo tra poco: lo trovi qui e, se hai indicato un’e-mail, te lo scriviamo.',
  scarica: 'Scarica la ricevuta',
  pdf: (size: string) => `PDF, ${size}`,
  prepara: 'Stiamo preparando la ricevuta da scaricare.',
  silenzio: 'Se il Comune non risponde entro il termine',
  silenzioUno:
    'Puoi rivolgerti a chi, nel Comune, ha il potere di sostituire l’ufficio che non ha risposto (legge 241/1990, articolo 2, commi 9-bis e 9-ter). Il nome è pubblicato sul sito del Comune.',
  silenzioDue:
    'Per alcune richieste la legge dà al silenzio un effetto, di accoglimento o di rifiuto; per le altre il Comune deve comunque rispondere. Chiedi all’ufficio quale regola vale per la tua richiesta.',
  allegati: 'Allegati',
  nessunAllegato: 'Nessun file allegato.',
  dettaglio: 'Vai al dettaglio della pratica',
  fino: (day: string) => `Puoi dare o cambiare la valutazione fino ${withArticle('al', day)}.`,
  grazie: 'Grazie: la tua valutazione è registrata.',
} as const;
