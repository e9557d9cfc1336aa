import { type Delivery, type DocumentKind, type MailTemplate, type Outcome, withArticle } from '@stanza/core';

const consegne: Readonly<Record<Delivery['state'], string>> = {
  in_attesa: 'In attesa',
  consegnata: 'Consegnata',
  bloccata: 'Bloccata',
};

const messaggi: Readonly<Record<MailTemplate, string>> = {
  bozza_due_settimane: 'E-mail al cittadino: bozza in scadenza tra due settimane',
  bozza_due_giorni: 'E-mail al cittadino: bozza in scadenza tra due giorni',
  pratica_inviata: 'E-mail al cittadino: pratica inviata',
  pratica_protocollata: 'E-mail al cittadino: pratica protocollata',
  pratica_presa_in_carico: 'E-mail al cittadino: pratica presa in carico',
  integrazione_richiesta: 'E-mail al cittadino: integrazione richiesta',
  integrazione_ricevuta: 'E-mail al cittadino: integrazione ricevuta',
  integrazione_annullata: 'E-mail al cittadino: richiesta di integrazione annullata',
  pratica_accettata: 'E-mail al cittadino: pratica accettata',
  pratica_rifiutata: 'E-mail al cittadino: pratica rifiutata',
  nuova_pratica: 'E-mail agli operatori: nuova pratica',
  integrazione_ricevuta_operatore: 'E-mail all’operatore: integrazione ricevuta',
};

const documenti: Readonly<Record<DocumentKind, string>> = {
  modulo: 'Modulo della richiesta',
  ricevuta: 'Ricevuta per chi ha fatto la richiesta',
  risposta: 'Risposta del Comune, da firmare',
  risposta_firmata: 'Risposta firmata',
};

const esiti: Readonly<Record<Outcome, string>> = { accettata: 'Accettata', rifiutata: 'Rifiutata' };

export const texts = {
  pannello: 'Pannello di controllo',
  codice: (code: string) => `Pratica ${code}`,
  pratica: 'La pratica',
  stato: 'Stato',
  protocollo: 'Protocollo della richiesta',
  protocolloRisposta: 'Protocollo della risposta',
  inAttesa: 'In attesa di protocollazione',
  inProtocollazione: 'La registrazione al protocollo è in corso: il numero arriva tra poco.',
  inviata: 'Inviata il',
  termine: 'Termine',
  entro: (day: string) => `entro ${withArticle('il', day)}`,
  sospeso: (day: string) => `sospeso in attesa dell’integrazione (se arrivasse oggi: entro ${withArticle('il', day)})`,
  aperta: 'Aperta allo sportello da',
  inCarico: 'In carico a',
  aMe: 'Te',
  nessuno: 'Nessuno',
  prendi: 'Prendi in carico',
  elabora: 'Elabora',
  integra: 'Richiedi integrazione',
  annulla: 'Annulla la richiesta di integrazione',
  integrazioni: 'Integrazioni',
  decisione: 'Decisione',
  esito: 'Esito',
  motivazione: 'Motivazione',
  decisaIl: 'Decisa il',
  richiedente: 'Richiedente',
  informazioni: 'Informazioni presentate',
  allegati: 'Allegati',
  titoloDocumenti: 'Documenti',
  nessunDocumento: 'Il modulo della richiesta non è ancora pronto.',
  iter: 'Iter della pratica',
  titoloConsegne: 'Consegne',
  elencoConsegne: 'E-mail e registrazioni al protocollo',
  colonne: ['Che cosa', 'Stato', 'Tentativi non riusciti', 'Ultimo errore', 'Richiesta il'],
  nessunErrore: 'Nessuno',
  bloccate:
    'Una o più consegne non sono riuscite e non vengono più ritentate. In fondo alla pagina, in «Consegne», trovi il motivo e il pulsante per riprovare.',
  riprova: (name: string) => `Riprova: ${name}`,
  consegne,
  messaggi,
  documenti,
  esiti,
  registrazioni: {
    register_request: 'Protocollazione della richiesta',
    render_answer: 'Preparazione della risposta',
    register_answer: 'Protocollazione della risposta',
    register_integration_request: 'Protocollazione della richiesta di integrazione',
    register_integration: 'Protocollazione dell’integrazione',
  },
} as const;
