import type { AnswerFlow, DraftChoice, ServiceDefinition, SignInLevel } from '@stanza/core';
import { protocolValueNames } from '../../texts/protocol-values.it.ts';

const risposte: Readonly<Record<AnswerFlow, { readonly nome: string; readonly aiuto: string }>> = {
  firma: {
    nome: 'Risposta firmata',
    aiuto: 'Il portale prepara la risposta. L’operatore la firma digitalmente e la carica.',
  },
  documento_e_firma: {
    nome: 'Documento e risposta firmata',
    aiuto: 'L’operatore carica il documento richiesto, per esempio un certificato, poi firma la risposta.',
  },
  documento: {
    nome: 'Documento, senza firma',
    aiuto: 'L’operatore carica il documento richiesto. La risposta parte senza firma.',
  },
};

const bozze: Readonly<Record<DraftChoice, string>> = {
  definition: 'Come dice la definizione del servizio',
  one: 'Una alla volta',
  many: 'Quante ne servono',
};

const bozzeDellaDefinizione: Readonly<Record<ServiceDefinition['drafts'], string>> = {
  one: 'La definizione pubblicata ne permette una alla volta.',
  many: 'La definizione pubblicata ne permette quante ne servono.',
};

const livelli: Readonly<Record<SignInLevel, { readonly nome: string; readonly aiuto: string }>> = {
  1: { nome: 'Livello 1', aiuto: 'Basta essere entrati con nome utente e password.' },
  2: {
    nome: 'Livello 2',
    aiuto: 'È quello che il portale chiede a chi entra: oltre alla password, un codice o un’app.',
  },
  3: {
    nome: 'Livello 3',
    aiuto:
      'Il più sicuro: la carta d’identità elettronica, o credenziali SPID di livello 3. Molti cittadini non le hanno.',
  },
};

export const texts = {
  servizi: 'Servizi',
  titolo: 'Impostazioni del servizio',
  titoloDi: (name: string) => `Impostazioni di “${name}”`,
  scheda: 'Vedi la scheda del servizio',
  testi: 'Modifica i testi',
  definizione: 'Pubblica una nuova revisione, o scarica la definizione',
  adesso: 'Com’è adesso',
  gruppi: { cittadini: 'Per i cittadini', lavoro: 'Per gli operatori', registro: 'Protocollo' },
  registroAiuto:
    'Valori che il protocollo del Comune riceve con ogni registrazione. Lascia vuoto quello che non serve.',
  campi: {
    suspended: 'Servizio sospeso: non si possono cominciare nuove pratiche',
    featured: 'In primo piano: il servizio è tra i primi dell’elenco e in “La mia stanza”',
    opensOn: 'Primo giorno',
    closesOn: 'Ultimo giorno',
    position: 'Ordine nell’elenco della sua area',
    drafts: 'Bozze che un cittadino può avere insieme',
    signInLevel: 'Livello di accesso richiesto',
    answerFlow: 'Come si risponde',
    bulkDecisions: 'Gli operatori possono accettare o rifiutare più pratiche insieme',
    ...protocolValueNames,
  },
  aiuti: {
    suspended: 'Le pratiche già cominciate vanno avanti.',
    opensOn: 'Prima di questo giorno non si comincia e non si invia nulla.',
    closesOn: 'Dopo questo giorno non si comincia e non si invia nulla.',
    position: 'Un numero da 0 a 999: vengono prima i più bassi, e in ordine alfabetico quelli uguali.',
    bulkDecisions: 'Solo dove la risposta non si firma.',
  },
  risposte,
  bozze,
  bozzeDellaDefinizione,
  livelli,
  salva: 'Salva',
  si: 'Sì',
  no: 'No',
  scaduta:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scelto è ancora qui: premi di nuovo il pulsante.',
  cambiato:
    'Un altro amministratore ha cambiato queste impostazioni mentre scrivevi, e non abbiamo salvato le tue. Quello che hai scelto è ancora qui: se premi “Salva” prende il posto di quello che c’è adesso.',
} as const;
