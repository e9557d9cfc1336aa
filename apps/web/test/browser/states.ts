import { officeHref } from '../../src/testing/office.ts';
import type { Stage } from './stage.ts';

/** A page in a state that the journeys do not pass by. */
export interface Looking {
  readonly state: string;
  readonly href: (stage: Stage) => string;
  readonly title: string;
  /** What shows that the page is in that state. */
  readonly shown: string;
}

const at = (title: string, state: string, href: Looking['href'], shown: string): Looking => ({
  title,
  state,
  href,
  shown,
});

const tab = (stato: string, shown: string): Looking =>
  at('Le mie pratiche', `the tab ${stato}`, () => `/rovereto/pratiche?stato=${stato}`, shown);

const TABS = ['bozza', 'inviata', 'in_elaborazione', 'accettata', 'rifiutata', 'da_integrare', 'per_mio_conto'];

const practice = (state: string, id: (stage: Stage) => string, shown: string): Looking =>
  at('Certificato di nascita', state, (stage) => `/rovereto/pratiche/${id(stage)}`, shown);

const inOffice = (state: string, id: (stage: Stage) => string, shown: string): Looking =>
  at('Certificato di nascita', state, (stage) => officeHref(id(stage)), shown);

const elabora = (state: string, id: (stage: Stage) => string, shown: string, query = ''): Looking =>
  at('Elabora la pratica', state, (stage) => `${officeHref(id(stage))}/elabora${query}`, shown);

export const VISITOR: readonly Looking[] = [
  at('Scegli il tuo Comune', 'no Comune found', () => '/?cerca=atlantide', 'Nessun Comune trovato'),
  at('Servizi', 'no service found', () => '/rovereto/servizi?cerca=astronave', 'Nessun servizio trovato'),
  at(
    'Attestazione anagrafica',
    'the sheet of a suspended service',
    () => '/tre-ville/servizi/attestazione-anagrafica',
    'Servizio sospeso: per ora non si possono inviare richieste',
  ),
  at(
    'Iscrizione alla mensa scolastica',
    'the sheet of a service that is not open yet',
    () => '/rovereto/servizi/iscrizione-mensa-scolastica',
    'Si potrà compilare dal',
  ),
  at('Pagina non trovata', 'a page that is not there', () => '/rovereto/inventata', 'Torna ai servizi'),
  at('Pagina non trovata', 'a Comune that is not there', () => '/atlantide', 'Scegli il tuo Comune'),
  at('Operazione non prevista', 'the address of a form', () => '/rovereto/operatori/esci', 'Torna ai servizi'),
];

export const NEWCOMER: readonly Looking[] = [
  at('La mia stanza', 'an empty room', () => '/rovereto/stanza', 'Non hai ancora pratiche'),
  at('I miei allegati', 'no attachments', () => '/rovereto/allegati', 'Non hai ancora allegati'),
  ...TABS.map((stato) => tab(stato, 'Nessuna pratica in questo stato')),
];

export const SENDER: readonly Looking[] = [
  at(
    'Hai già una bozza',
    'a draft that is there already',
    () => '/rovereto/servizi/certificato-di-nascita/bozza',
    'Riprendi compilazione',
  ),
  ...TABS.slice(0, -1).map((stato) => tab(stato, 'Certificato di nascita')),
  practice('a practice that waits for its number', ({ waiting }) => waiting, 'in attesa di protocollazione'),
  practice('a practice to integrate', ({ toIntegrate }) => toIntegrate, 'Il Comune ti ha chiesto di completare'),
  practice('a practice that was integrated', ({ integrated }) => integrated, 'contratto di lavoro.pdf'),
  at(
    'Rispondi alla richiesta del Comune',
    'an integration to answer',
    ({ toIntegrate }) => `/rovereto/pratiche/${toIntegrate}/integrazione`,
    'Contratto di lavoro',
  ),
  at(
    'Rispondi alla richiesta del Comune',
    'an integration with something missing',
    ({ toIntegrate }) => `/rovereto/pratiche/${toIntegrate}/integrazione?controlla=si`,
    'Manca ancora qualcosa',
  ),
  at('La mia stanza', 'a request of integration', () => '/rovereto/stanza', 'Hai 1 richiesta di integrazione'),
  practice('an accepted practice', ({ accepted }) => accepted, 'Scarica il file di risposta firmato (P7M)'),
  practice('a rejected practice', ({ rejected }) => rejected, 'Mancano i dati della madre.'),
  practice('a practice with files and a note', ({ onBehalf }) => onBehalf, 'delega è.pdf'),
];

export const BENEFICIARY: readonly Looking[] = [
  tab('per_mio_conto', 'Certificato di nascita'),
  practice('a practice sent on their behalf', ({ onBehalf }) => onBehalf, 'Numero di protocollo:'),
];

export const OPERATOR: readonly Looking[] = [
  at('Per conto di un cittadino', 'the counter', () => '/rovereto/operatori/per-conto', 'Riprendi'),
  at(
    'Nuova pratica: Certificato di nascita',
    'a draft of the counter at its summary',
    ({ counterDraft }) => `${counterDraft}/compila/conferma`,
    'Il cittadino ha letto e firmato',
  ),
  at(
    'Vuoi eliminare',
    'a draft of the counter that may be deleted',
    ({ counterDraft }) => `${counterDraft}/elimina`,
    'restano tra gli allegati del cittadino',
  ),
  at(
    'Pratica inviata',
    'a practice sent at the counter',
    ({ counterSent }) => `${counterSent}/inviata`,
    'Scarica la ricevuta',
  ),
  inOffice(
    'a practice opened at the counter',
    ({ counterSent }) => counterSent.split('/').at(-1) ?? '',
    'Aperta allo sportello da',
  ),
  inOffice('a practice that waits for its number', ({ waiting }) => waiting, 'In attesa di protocollazione'),
  inOffice('a practice with files', ({ onBehalf }) => onBehalf, 'delega è.pdf'),
  inOffice('a blocked delivery', ({ outgoingFailed }) => outgoingFailed, 'Il protocollo non risponde'),
  inOffice('a rejected practice', ({ rejected }) => rejected, 'Risposta firmata'),
  inOffice('a practice to integrate', ({ toIntegrate }) => toIntegrate, 'Annulla la richiesta di integrazione'),
  inOffice('a practice that was integrated', ({ integrated }) => integrated, 'contratto di lavoro.pdf'),
  at(
    'Richiedi integrazione',
    'a request of integration to write',
    ({ toDecide }) => `${officeHref(toDecide)}/integrazione`,
    'Campi da compilare di nuovo',
  ),
  at(
    'Vuoi annullare la richiesta di integrazione',
    'the question before a request is cancelled',
    ({ toIntegrate }) => `${officeHref(toIntegrate)}/integrazione/annulla`,
    'Vuoi annullare la richiesta',
  ),
  elabora('a decision to take', ({ toDecide }) => toDecide, 'Accetta la richiesta'),
  elabora('an answer being made', ({ preparing }) => preparing, 'Stiamo preparando il documento'),
  elabora('a decision being changed', ({ preparing }) => preparing, 'Accetta la richiesta', '?cambia=si'),
  elabora('an answer that failed', ({ answerFailed }) => answerFailed, 'La preparazione della risposta non è riuscita'),
  elabora('an answer to sign', ({ toSign }) => toSign, 'Scarica il documento, firmalo digitalmente'),
  elabora('a signed answer on its way', ({ signed }) => signed, 'in attesa del protocollo in uscita'),
  elabora('a signed answer that failed', ({ outgoingFailed }) => outgoingFailed, 'non verrà ritentata'),
  elabora('a closed practice', ({ rejected }) => rejected, 'La pratica è chiusa'),
];

export const ADMINISTRATOR: readonly Looking[] = [
  at('Avvisi e notizie', 'the notices', () => '/rovereto/operatori/avvisi', 'Nuovo orario dell’ufficio anagrafe'),
  at('Scadenze', 'the deadlines, with a feed that failed', () => '/rovereto/operatori/scadenze', 'non è riuscita'),
  at(
    'Avvisi e notizie',
    'notices that end',
    () => '/rovereto/operatori/avvisi?dopo=1900-01-01_x',
    'Non ci sono avvisi',
  ),
  at('Nuovo avviso', 'a new notice', () => '/rovereto/operatori/avvisi/nuovo', 'Giorno di pubblicazione'),
  at('Modifica la scadenza', 'a deadline to change', ({ bulletin }) => bulletin, 'Giorno della scadenza'),
  at('Elimina la scadenza', 'a deadline to delete', ({ bulletin }) => `${bulletin}/elimina`, 'Vuoi eliminare'),
];
