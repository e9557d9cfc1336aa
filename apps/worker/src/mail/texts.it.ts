import type { MailTemplate } from '@stanza/core';

/** Subject and the one sentence of what happened; `{…}` are replaced with the facts of the message. */
export const MAIL_TEXTS: Readonly<Record<MailTemplate, { readonly subject: string; readonly sentence: string }>> = {
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
  pratica_accettata: {
    subject: 'Pratica {code} accettata: {service}',
    sentence:
      'la Sua richiesta per il servizio «{service}», con il codice {code}, è stata accettata. Nella pagina della pratica trova la risposta firmata.',
  },
  pratica_rifiutata: {
    subject: 'Pratica {code} non accettata: {service}',
    sentence:
      'la Sua richiesta per il servizio «{service}», con il codice {code}, non è stata accettata. Nella pagina della pratica trova la risposta firmata, con i motivi.',
  },
  nuova_pratica: {
    subject: 'Nuova pratica {code}: {service}',
    sentence:
      'è arrivata una nuova richiesta per il servizio «{service}», con il codice {code}. È tra le pratiche da assegnare.',
  },
};

/** What is around the sentence, in every message. */
export const MAIL_FRAME = {
  greeting: 'Gentile {name},',
  linkIntroduction: 'Può vedere la pratica a questo indirizzo, dopo l’accesso:',
  linkText: 'Vai alla pratica',
  doNotAnswer: 'Questo messaggio è stato inviato automaticamente: La preghiamo di non rispondere.',
  /** Where a number should be that is not there yet. */
  noProtocol: 'in corso di assegnazione',
} as const;
