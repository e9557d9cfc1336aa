import { type Things, UNKNOWN } from './things.ts';

/** The practice that a route is about: each works on practices in a state of their own. */
const practiceFor = (pattern: string, things: Things): string => {
  const isUnsent = /\/:pratica\/(compila|pagamento|pagamenti|elimina|cittadino|allegati)/u.test(pattern);
  if (pattern.includes('/per-conto/')) return isUnsent ? things.counterDraft : things.counterSent;
  return isUnsent && !pattern.includes('/operatori/') ? things.draft : things.sent;
};

const fileFor = (pattern: string, things: Things): string => {
  if (pattern.includes('/per-conto/')) return things.counterFile;
  return pattern.includes('/operatori/') ? things.sentFile : things.draftFile;
};

const documentFor = (pattern: string): string => {
  if (pattern.includes('/api/')) return '0';
  if (pattern.includes('/pagamenti/')) return 'avviso';
  return pattern.includes('/condizioni/') ? 'condizioni-di-utilizzo' : 'modulo';
};

/**
 * The address of something of Rovereto that is there, for a route.
 * @param ente where it is asked for
 */
export const addressOf = (pattern: string, ente: string, things: Things): string =>
  pattern
    .replace(':ente', ente)
    .replace(':pratica', practiceFor(pattern, things))
    .replace(':giorno', things.reportDay)
    .replace(':passo', 'delega')
    .replace(':esito', 'ok')
    .replace(':pagamento', pattern.includes('/per-conto/') ? things.counterPayment : things.payment)
    .replace(':consegna', things.delivery)
    .replace(':operatore', things.operator)
    .replace(':integrazione', things.integration)
    .replace(':carta', 'richiesta')
    .replace(':avviso', pattern.includes('/avvisi/') ? things.news : things.deadline)
    .replace(':registrazione', encodeURIComponent(things.registration))
    .replace(':documento', documentFor(pattern))
    .replace(':allegato', fileFor(pattern, things))
    .replace(':servizio', pattern.includes('/operatori/') ? things.service : 'certificato-di-nascita')
    .replace(':chiave', UNKNOWN)
    .replace(/\/assets\/\*$/u, '/assets/manifest.json')
    .replace(':federazione', 'spid')
    .replace(/\/(spid|cie)\/login$/u, `/$1/login?idp=http://localhost/gestore-di-prova/${ente}/$1`);
