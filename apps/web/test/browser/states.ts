import { catalogue } from '@stanza/services';
import { demoId } from '../../../../scripts/seed/demo-id.ts';
import { officeHref } from '../../src/testing/office.ts';
import { type Audience, emptyAndPress, href, type Looking, looking, press } from './looking.ts';
import { type Stage, WHOLE_SERVICES, type WholeService } from './stage.ts';

const at = looking;

const tab = (stato: string, shown: string): Looking =>
  at('pratiche', 'Le mie pratiche', `the tab ${stato}`, () => `/rovereto/pratiche?stato=${stato}`, shown);

const TABS = ['bozza', 'inviata', 'in_elaborazione', 'accettata', 'rifiutata', 'da_integrare', 'per_mio_conto'];

const practice = (state: string, id: (stage: Stage) => string, shown: string): Looking =>
  at('pratica', 'Certificato di nascita', state, (stage) => `/rovereto/pratiche/${id(stage)}`, shown);

const inOffice = (state: string, id: (stage: Stage) => string, shown: string): Looking =>
  at('operatori-pratica', 'Certificato di nascita', state, (stage) => officeHref(id(stage)), shown);

const elabora = (state: string, id: (stage: Stage) => string, shown: string, query = ''): Looking =>
  at('operatori-elabora', 'Elabora la pratica', state, (stage) => `${officeHref(id(stage))}/elabora${query}`, shown);

/** Every step of a draft that is whole; those that its answers skip are not among them. */
const steps = (slug: WholeService, skipped: readonly string[] = []): readonly Looking[] => {
  const service = catalogue.find((candidate) => candidate.slug === slug);
  if (service === undefined) throw new Error(`${slug} is not in the catalogue`);
  const [title = ''] = `Nuova pratica: ${service.name}`.split(' (');
  return service.steps
    .filter(({ id, kind }) => kind !== 'instructions' && !skipped.includes(id))
    .map((step) =>
      at('compilazione', title, `${slug}, ${WHOLE_SERVICES[slug]}: ${step.id}`, stepHref(slug, step.id), step.title),
    );
};
const stepHref =
  (slug: WholeService, step: string) =>
  ({ whole }: Stage): string =>
    `${whole[slug]}/compila/${step}`;

const CERTIFICATE = '/rovereto/servizi/certificato-di-nascita';
const NEW_PRACTICE = 'Nuova pratica: Certificato di nascita';

const VISITOR: readonly Looking[] = [
  at('comuni', 'Scegli il tuo Comune', 'the Comuni', href('/'), 'Comune di Rovereto'),
  at('cookie', 'Cookie', 'the cookies', href('/rovereto/cookie'), 'stanza_cittadino'),
  at('servizi', 'Servizi', 'the services', href('/rovereto/servizi'), 'Leggi di più'),
  at('servizio', 'Certificato di nascita', 'the sheet of a service', href(CERTIFICATE), 'A chi è rivolto'),
  at('servizio', 'SCIA', 'the sheet of the SCIA', href('/rovereto/servizi/scia-edilizia'), 'A chi è rivolto'),
  at(
    'valutazione-scheda',
    'Valuta la pagina',
    'the rating of a sheet',
    href(`${CERTIFICATE}/valutazione?voto=4`),
    'anonima',
  ),
  at(
    'valutazione-scheda',
    'Valuta la pagina',
    'the rating of a sheet, without stars',
    href(CERTIFICATE),
    'anonima',
    press('Continua'),
  ),
  at('accedi', 'Accedi', 'the sign-in', href('/rovereto/accedi'), 'identità digitale'),
  at(
    'accedi-prova',
    'Identità di prova',
    'the test identities',
    href('/rovereto/accedi'),
    'Con chi vuoi entrare?',
    press('Entra con la tua identità digitale'),
  ),
  at('operatori-accesso', 'Area operatori', 'the door of the office', href('/rovereto/operatori/accesso'), 'personale'),
  at(
    'operatori-accesso',
    'Area operatori',
    'a wrong password',
    href('/rovereto/operatori/accesso'),
    'E-mail o password non corrette',
    press('Entra'),
  ),
  at('posta', 'Posta inviata dal portale', 'the mail', href('/sviluppo/posta'), 'Certificato di nascita'),
  at('comuni', 'Scegli il tuo Comune', 'no Comune found', () => '/?cerca=atlantide', 'Nessun Comune trovato'),
  at('servizi', 'Servizi', 'no service found', () => '/rovereto/servizi?cerca=astronave', 'Nessun servizio trovato'),
  at(
    'servizio',
    'Attestazione anagrafica',
    'the sheet of a suspended service',
    () => '/tre-ville/servizi/attestazione-anagrafica',
    'Servizio sospeso: per ora non si possono inviare richieste',
  ),
  at(
    'servizio',
    'Iscrizione alla mensa scolastica',
    'the sheet of a service that is not open yet',
    () => '/rovereto/servizi/iscrizione-mensa-scolastica',
    'Si potrà compilare dal',
  ),
  at('errore', 'Pagina non trovata', 'a page that is not there', () => '/rovereto/inventata', 'Torna ai servizi'),
  at('errore', 'Pagina non trovata', 'a Comune that is not there', () => '/atlantide', 'Scegli il tuo Comune'),
  at(
    'errore',
    'Operazione non prevista',
    'the address of a form',
    () => '/rovereto/operatori/esci',
    'Torna ai servizi',
  ),
];

const NOTICE = `/rovereto/avvisi/${demoId('rovereto', 'avvisi', 'certificati-online')}`;

const NEWCOMER: readonly Looking[] = [
  at('condizioni', 'Condizioni di utilizzo', 'the terms', href('/rovereto/condizioni'), 'Ho letto e accetto'),
  at('profilo', 'Il mio profilo', 'the profile', href('/rovereto/profilo'), 'Condizioni accettate'),
  at(
    'profilo',
    'Il mio profilo',
    'the profile with mistakes',
    href('/rovereto/profilo'),
    'Controlla i dati inseriti',
    emptyAndPress('#residenza-via', 'Salva informazioni profilo'),
  ),
  at(
    'profilo',
    'Il mio profilo',
    'the profile with a country that does not exist',
    href('/rovereto/profilo'),
    'Non troviamo questo Stato',
    async (page) => {
      await page.fill('#residenza-stato', 'Atlantide');
      await press('Salva informazioni profilo')(page);
    },
  ),
  at('miei-dati', 'I miei dati', 'their data', href('/rovereto/miei-dati'), 'Scarica una copia'),
  at(
    'miei-dati',
    'Sei sicuro di voler cancellare',
    'the erasure to confirm',
    href('/rovereto/miei-dati'),
    'No',
    press('Cancella i miei dati'),
  ),
  at('avviso', 'I certificati si chiedono online', 'a notice', href(NOTICE), 'Pubblicato'),
  at('compilazione', NEW_PRACTICE, 'the instructions', href(`${CERTIFICATE}/compila`), 'Passo 1 di'),
  at(
    'compilazione',
    NEW_PRACTICE,
    'the instructions not accepted',
    href(`${CERTIFICATE}/compila`),
    'Controlla i dati inseriti',
    press('Avanti'),
  ),
  at('stanza', 'La mia stanza', 'an empty room', () => '/rovereto/stanza', 'Non hai ancora pratiche'),
  at('allegati', 'I miei allegati', 'no attachments', () => '/rovereto/allegati', 'Non hai ancora allegati'),
  ...TABS.map((stato) => tab(stato, 'Nessuna pratica in questo stato')),
];

const SENDER: readonly Looking[] = [
  at('stanza', 'La mia stanza', 'a room with practices', href('/rovereto/stanza'), 'Certificato di nascita'),
  at('allegati', 'I miei allegati', 'attachments', href('/rovereto/allegati'), 'delega è.pdf'),
  at('ricevuta', 'Ricevuta', 'a receipt', ({ accepted }) => `/rovereto/pratiche/${accepted}/ricevuta`, 'inviata'),
  at(
    'ricevuta',
    'Ricevuta',
    'a receipt that waits for its number',
    ({ waiting }) => `/rovereto/pratiche/${waiting}/ricevuta`,
    'In attesa di protocollazione',
  ),
  at(
    'valutazione',
    'La tua valutazione',
    'the rating',
    ({ accepted }) => `/rovereto/pratiche/${accepted}/valutazione`,
    'Il Comune legge le valutazioni',
  ),
  at(
    'elimina-bozza',
    'Vuoi eliminare la bozza',
    'a draft to delete',
    ({ draft }) => `${draft}/elimina`,
    'non si possono recuperare',
  ),
  at('compilazione', NEW_PRACTICE, 'a form', ({ draft }) => `${draft}/compila/tipologia-ed-uso`, 'Passo 4 di 5'),
  at(
    'compilazione',
    NEW_PRACTICE,
    'a form with mistakes',
    ({ draft }) => `${draft}/compila/tipologia-ed-uso`,
    'Controlla i dati inseriti',
    press('Avanti'),
  ),
  at(
    'bozza',
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
    'integrazione',
    'Rispondi alla richiesta del Comune',
    'an integration to answer',
    ({ toIntegrate }) => `/rovereto/pratiche/${toIntegrate}/integrazione`,
    'Contratto di lavoro',
  ),
  at(
    'integrazione',
    'Rispondi alla richiesta del Comune',
    'an integration with something missing',
    ({ toIntegrate }) => `/rovereto/pratiche/${toIntegrate}/integrazione?controlla=si`,
    'Manca ancora qualcosa',
  ),
  at(
    'stanza',
    'La mia stanza',
    'a request of integration',
    () => '/rovereto/stanza',
    'Hai 1 richiesta di integrazione',
  ),
  practice('an accepted practice', ({ accepted }) => accepted, 'Scarica il file di risposta firmato (P7M)'),
  practice('a rejected practice', ({ rejected }) => rejected, 'Mancano i dati della madre.'),
  practice('a practice with files and a note', ({ onBehalf }) => onBehalf, 'delega è.pdf'),
];

const BENEFICIARY: readonly Looking[] = [
  tab('per_mio_conto', 'Certificato di nascita'),
  practice('a practice sent on their behalf', ({ onBehalf }) => onBehalf, 'Numero di protocollo:'),
];

const PROFESSIONAL: readonly Looking[] = [
  ...steps('scia-edilizia'),
  ...steps('comunicazione-inizio-lavori-asseverata'),
  ...steps('cambio-di-residenza', ['dettaglio-provenienza']),
  at(
    'compilazione',
    'SCIA',
    'the longest form, all of it missing',
    ({ empty }) => `${empty}/compila/allegati-tecnici`,
    'Controlla i dati inseriti',
    press('Avanti'),
  ),
  at(
    'elimina-allegato',
    'Vuoi eliminare il file',
    'a file to delete',
    href('/rovereto/allegati'),
    'non si può recuperare',
    async (page) => {
      const link = page.getByRole('link', { name: /^Elimina/u }).first();
      await Promise.all([page.waitForEvent('load'), link.click()]);
    },
  ),
];

const OPERATOR: readonly Looking[] = [
  at(
    'operatori-per-conto',
    'Per conto di un cittadino',
    'the counter',
    () => '/rovereto/operatori/per-conto',
    'Riprendi',
  ),
  at(
    'compilazione',
    'Nuova pratica: Certificato di nascita',
    'a draft of the counter at its summary',
    ({ counterDraft }) => `${counterDraft}/compila/conferma`,
    'Il cittadino ha letto e firmato',
  ),
  at(
    'operatori-per-conto',
    'Dati del cittadino',
    'the citizen of a draft of the counter',
    ({ counterDraft }) => `${counterDraft}/cittadino`,
    'Torna alla pratica',
  ),
  at(
    'operatori-per-conto',
    'Vuoi eliminare',
    'a draft of the counter that may be deleted',
    ({ counterDraft }) => `${counterDraft}/elimina`,
    'restano tra gli allegati del cittadino',
  ),
  at(
    'operatori-per-conto',
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
  at('operatori', 'Pannello di controllo', 'the practices to handle', href('/rovereto/operatori'), 'In carico a'),
  at(
    'presa-in-carico',
    'Vuoi prendere in carico',
    'a practice to take',
    ({ registered }) => `${officeHref(registered)}/presa-in-carico`,
    'No',
  ),
  at(
    'operatori-elabora',
    'Elabora la pratica',
    'a decision without its outcome',
    ({ toDecide }) => `${officeHref(toDecide)}/elabora`,
    'Scegli se accettare o rifiutare',
    press('Conferma e prepara la risposta'),
  ),
  inOffice('a practice that waits for its number', ({ waiting }) => waiting, 'In attesa di protocollazione'),
  inOffice('a practice with files', ({ onBehalf }) => onBehalf, 'delega è.pdf'),
  inOffice('a blocked delivery', ({ outgoingFailed }) => outgoingFailed, 'Il protocollo non risponde'),
  inOffice('a rejected practice', ({ rejected }) => rejected, 'Risposta firmata'),
  inOffice('a practice to integrate', ({ toIntegrate }) => toIntegrate, 'Annulla la richiesta di integrazione'),
  inOffice('a practice that was integrated', ({ integrated }) => integrated, 'contratto di lavoro.pdf'),
  at(
    'operatori-integrazione',
    'Richiedi integrazione',
    'a request of integration to write',
    ({ toDecide }) => `${officeHref(toDecide)}/integrazione`,
    'Campi da compilare di nuovo',
  ),
  inOffice('a practice to integrate at the counter', (stage) => stage.counterToIntegrate, 'Rispondi allo sportello'),
  at(
    'integrazione',
    'Rispondi allo sportello',
    'an integration to answer at the counter',
    ({ counterToIntegrate }) => `/rovereto/operatori/per-conto/${counterToIntegrate}/integrazione`,
    'Il cittadino ha letto e firmato',
  ),
  at(
    'operatori-annulla-integrazione',
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

const ADMINISTRATOR: readonly Looking[] = [
  at(
    'operatori-avvisi',
    'Avvisi e notizie',
    'the notices',
    () => '/rovereto/operatori/avvisi',
    'Nuovo orario dell’ufficio anagrafe',
  ),
  at(
    'operatori-avvisi',
    'Scadenze',
    'the deadlines, with a feed that failed',
    () => '/rovereto/operatori/scadenze',
    'non è riuscita',
  ),
  at(
    'operatori-avvisi',
    'Avvisi e notizie',
    'notices that end',
    () => '/rovereto/operatori/avvisi?dopo=1900-01-01_x',
    'Non ci sono avvisi',
  ),
  at(
    'operatori-avviso',
    'Nuovo avviso',
    'a new notice',
    () => '/rovereto/operatori/avvisi/nuovo',
    'Giorno di pubblicazione',
  ),
  at(
    'operatori-avviso',
    'Modifica la scadenza',
    'a deadline to change',
    ({ bulletin }) => bulletin,
    'Giorno della scadenza',
  ),
  at(
    'elimina-avviso',
    'Vuoi eliminare',
    'a deadline to delete',
    ({ bulletin }) => `${bulletin}/elimina`,
    'Vuoi eliminare',
  ),
  at(
    'operatori-valutazioni',
    'Valutazioni dei servizi',
    'the ratings',
    href('/rovereto/operatori/valutazioni'),
    'Valutazioni',
  ),
];

/** Pages that an address and a click do not lead to, and why; the tests of the browser look at them. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  uscita: 'needs a form that has expired',
};

/** Every page in every state, by who sees it. A state is one `at(…)`; a new kind of reader is one line here. */
export const AUDIENCES: readonly Audience[] = [
  { who: 'a visitor', somebody: (portal) => portal.browser(), pages: VISITOR },
  { who: 'a newcomer', somebody: (portal) => portal.citizen('giuseppe-fo'), pages: NEWCOMER },
  { who: 'somebody with practices in every state', somebody: (_portal, { sender }) => sender, pages: SENDER },
  { who: 'somebody whom others asked for', somebody: (_portal, { beneficiary }) => beneficiary, pages: BENEFICIARY },
  { who: 'a professional', somebody: (_portal, { professional }) => professional, pages: PROFESSIONAL },
  { who: 'an operator', somebody: (_portal, { operator }) => operator, pages: OPERATOR },
  { who: 'an administrator', somebody: (_portal, { administrator }) => administrator, pages: ADMINISTRATOR },
];
