import type { AppIoTemplate, NotifierErrorKind } from '@stanza/core';

/** What a telephone may show to whoever looks at it: not the service, which may say more of somebody than its name seems to. */
export const SUBJECTS: Readonly<Record<AppIoTemplate, string>> = {
  pratica_protocollata: 'Pratica {code} protocollata',
  integrazione_richiesta: 'Pratica {code} da integrare entro {due}',
  integrazione_annullata: 'Pratica {code}: integrazione non più necessaria',
  pratica_accettata: 'Pratica {code} accettata',
  pratica_rifiutata: 'Pratica {code} non accettata',
};

/** What the operator reads of a message that did not go out. */
export const FAILURES: Readonly<Record<NotifierErrorKind, string>> = {
  again: 'Il messaggio non è stato preso in carico da App IO',
  refused: 'App IO ha rifiutato il messaggio',
  'in-doubt': 'Non si sa se App IO ha preso in carico il messaggio: non viene ripetuto, perché non arrivi due volte',
  'too-late': 'È passato più di un giorno: il messaggio su App IO non viene più inviato',
};

/** The same where it does not know the key. */
export const KEY_REFUSED = 'App IO non accetta la chiave del servizio: chi gestisce il portale deve controllarla';
