import type { InvitationKind, MailTemplate } from '@stanza/core';

interface MailText {
  readonly subject: string;
  readonly sentence: string;
  /** Where the link leads, when it is not the page of a practice. */
  readonly link?: { readonly introduction: string; readonly text: string };
}

const BOZZA = {
  introduction: 'Può riprendere la bozza a questo indirizzo, dopo l’accesso:',
  text: 'Riprendi la compilazione',
};

/** Subject and the one sentence of what happened; `{…}` are replaced with the facts of the message. */
export const MAIL_TEXTS: Readonly<Record<MailTemplate, MailText>> = {
  bozza_due_settimane: {
    subject: 'Bozza {code} in scadenza: {service}',
    sentence:
      'la bozza della Sua richiesta per il servizio «{service}», con il codice {code}, non viene salvata da molto tempo e si cancella {end}. Per tenerla basta riprenderla e salvarla; se non Le serve più può lasciarla scadere.',
    link: BOZZA,
  },
  bozza_due_giorni: {
    subject: 'Ultimo avviso per la bozza {code}: {service}',
    sentence:
      'la bozza della Sua richiesta per il servizio «{service}», con il codice {code}, si cancella {end}. Se Le serve ancora, la riprenda e la salvi prima di quel giorno. I file che ha caricato restano tra i Suoi allegati.',
    link: BOZZA,
  },
  pagamento_ricevuto: {
    subject: 'Pagamento ricevuto per la pratica {code}: {service}',
    sentence:
      'abbiamo ricevuto il pagamento per la Sua richiesta per il servizio «{service}», con il codice {code}. La richiesta non è ancora inviata: se è completa, può inviarla adesso.',
    link: BOZZA,
  },
  pratica_inviata: {
    subject: 'Pratica {code} inviata: {service}',
    sentence:
      'abbiamo ricevuto la Sua richiesta per il servizio «{service}», con il codice {code}. Le scriveremo di nuovo quando avrà il numero di protocollo.',
  },
  pratica_protocollata: {
    subject: 'Pratica {code} protocollata: {service}',
    sentence:
      'la Sua richiesta per il servizio «{service}», con il codice {code}, è stata registrata con il numero di protocollo {protocol}.',
  },
  pratica_presa_in_carico: {
    subject: 'Pratica {code} presa in carico: {service}',
    sentence:
      'il nostro ufficio ha preso in carico la Sua richiesta per il servizio «{service}», con il codice {code}, e ha cominciato a lavorarci.',
  },
  integrazione_richiesta: {
    subject: 'Pratica {code} da integrare entro {due}: {service}',
    sentence:
      'per proseguire con la Sua richiesta per il servizio «{service}», con il codice {code}, il nostro ufficio Le chiede di completarla. La risposta va inviata entro {due}.',
    link: {
      introduction: 'A questo indirizzo, dopo l’accesso, trova che cosa serve e può rispondere:',
      text: 'Rispondi alla richiesta',
    },
  },
  integrazione_ricevuta: {
    subject: 'Integrazione ricevuta per la pratica {code}: {service}',
    sentence:
      'abbiamo ricevuto l’integrazione della Sua richiesta per il servizio «{service}», con il codice {code}. La pratica è tornata all’ufficio, che riprende a esaminarla.',
  },
  integrazione_annullata: {
    subject: 'Integrazione non più necessaria per la pratica {code}: {service}',
    sentence:
      'il nostro ufficio ha ritirato la richiesta di integrazione per il servizio «{service}», pratica {code}: non serve più inviare altro, e la pratica prosegue.',
  },
  pratica_accettata: {
    subject: 'Pratica {code} accettata: {service}',
    sentence:
      'la Sua richiesta per il servizio «{service}», con il codice {code}, è stata accettata. Nella pagina della pratica trova {answer}.',
  },
  pratica_rifiutata: {
    subject: 'Pratica {code} non accettata: {service}',
    sentence:
      'la Sua richiesta per il servizio «{service}», con il codice {code}, non è stata accettata. Nella pagina della pratica trova la risposta, con i motivi.',
  },
  nuova_pratica: {
    subject: 'Nuova pratica {code}: {service}',
    sentence:
      'è arrivata una nuova richiesta per il servizio «{service}», con il codice {code}. È tra le pratiche da assegnare.',
  },
  integrazione_ricevuta_operatore: {
    subject: 'Integrazione arrivata per la pratica {code}: {service}',
    sentence:
      'è arrivata l’integrazione chiesta per la pratica {code}, servizio «{service}». La pratica è di nuovo in elaborazione.',
  },
  pratica_assegnata: {
    subject: 'Pratica {code} assegnata a Lei: {service}',
    sentence:
      'un amministratore Le ha assegnato la pratica {code}, servizio «{service}». La trova tra quelle da gestire.',
  },
  bozza_sportello_due_settimane: {
    subject: 'Bozza {code} dello sportello in scadenza: {service}',
    sentence:
      'la bozza {code} che ha aperto allo sportello per il servizio «{service}» non viene salvata da molto tempo e si cancella {end}. Per tenerla basta riprenderla e salvarla; se non serve più può lasciarla scadere.',
    link: BOZZA,
  },
  bozza_sportello_due_giorni: {
    subject: 'Ultimo avviso per la bozza {code} dello sportello: {service}',
    sentence:
      'la bozza {code} che ha aperto allo sportello per il servizio «{service}» si cancella {end}. Se serve ancora, la riprenda e la salvi prima di quel giorno.',
    link: BOZZA,
  },
};

interface InvitationText extends Required<Omit<MailText, 'sentence'>> {
  readonly sentences: readonly string[];
}

/** To operators, about how they sign in. */
export const INVITATION_TEXTS: Readonly<Record<InvitationKind, InvitationText>> = {
  invito: {
    subject: 'Invito nell’area operatori: {ente}',
    sentences: [
      'per Lei è stato creato un accesso all’area operatori ({ente}) della Stanza del Cittadino. Per cominciare scelga una password: poi entrerà con questo indirizzo e-mail.',
      'Il collegamento vale una volta sola, fino al {end}.',
    ],
    link: { introduction: 'Scelga la password a questo indirizzo:', text: 'Scegli la password' },
  },
  reset: {
    subject: 'Nuova password per l’area operatori: {ente}',
    sentences: [
      'abbiamo ricevuto la richiesta di una nuova password per il Suo accesso all’area operatori.',
      'Il collegamento vale una volta sola, fino al {end}. Se non ha chiesto Lei una nuova password, non deve fare niente: quella che ha resta valida.',
    ],
    link: { introduction: 'Scelga la nuova password a questo indirizzo:', text: 'Scegli la nuova password' },
  },
};

/** To administrators, about what waits for somebody. */
export const BLOCKED_TEXTS = {
  subject: 'Consegne bloccate: {ente}',
  sentences: [
    'nel portale {waiting}.',
    'Una consegna è bloccata quando un messaggio o una registrazione al protocollo non è riuscita e il portale non la ritenta da solo. Un numero manca quando l’ufficio protocollo ha i documenti, o dovrebbe averli, e nessuno ha detto il numero.',
    'Ogni operatore trova le une e gli altri, dei suoi servizi, in «Consegne bloccate». Se si bloccano altre consegne Le scriviamo di nuovo, al massimo una volta ogni ora; dei numeri che mancano Le scriviamo una volta al giorno.',
  ],
  count: (blocked: number, late: number): string => {
    const deliveries = blocked === 1 ? 'c’è 1 consegna bloccata' : `ci sono ${blocked} consegne bloccate`;
    const numbers =
      late === 1
        ? 'manca da più di un giorno 1 numero di protocollo'
        : `mancano da più di un giorno ${late} numeri di protocollo`;
    if (late === 0) return deliveries;
    return blocked === 0 ? numbers : `${deliveries} e ${numbers}`;
  },
  link: {
    introduction: 'Le consegne bloccate sono a questo indirizzo, dopo l’accesso:',
    text: 'Vai alle consegne bloccate',
  },
} as const;

/** What is around the sentence, in every message. */
export const MAIL_FRAME = {
  greeting: 'Gentile {name},',
  link: { introduction: 'Può vedere la pratica a questo indirizzo, dopo l’accesso:', text: 'Vai alla pratica' },
  doNotAnswer: 'Questo messaggio è stato inviato automaticamente: La preghiamo di non rispondere.',
  /** What the citizen finds on the page. */
  answer: { alone: 'la risposta', withDocument: 'la risposta e il documento rilasciato' },
  /** Where a number should be that is not there yet. */
  noProtocol: 'in corso di assegnazione',
} as const;
