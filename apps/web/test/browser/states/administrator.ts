import { catalogue } from '@stanza/services';
import { officeHref } from '../../../src/testing/office.ts';
import { looking as at, fillAndPress, href, type Looking, press } from '../looking.ts';

const SERVICE = 'certificato-di-nascita';

/** The definition of the service with another office: something to look at before it is published. */
const CHANGED = JSON.stringify({ ...catalogue.find(({ slug }) => slug === SERVICE), office: 'Stato civile' });

/** Opens the last entry of the list, and sends its form as it is. */
const cancelWithoutReason: Looking['act'] = async (page) => {
  await Promise.all([page.waitForEvent('load'), page.locator('main table a').last().click()]);
  await press('Annulla la registrazione')(page);
};

/** Opens the emergency register, and copies a line. */
const copyByHand: Looking['act'] = async (page) => {
  const today = await page.inputValue('#giorno');
  await page.fill('#ora', '00:00');
  await page.fill('#causa', 'Server guasto');
  await page.fill('#provvedimento', 'Nota 3');
  await press('Apri il registro di emergenza')(page);
  await page.fill('#giorno', today);
  await page.fill('#ora', '00:00');
  await page.check('#direzione');
  await page.fill('#oggetto', 'Lettera della scuola');
  await page.fill('#corrispondente', 'Giulia Neri');
  await press('Aggiungi all’elenco')(page);
};

export const ADMINISTRATOR: readonly Looking[] = [
  at(
    'operatori-amministrazione',
    'Amministrazione',
    'what administrators look after',
    href('/rovereto/operatori/amministrazione'),
    'Servizi',
  ),
  at('operatori-ente', 'Dati del Comune', 'the data of the ente', href('/rovereto/operatori/ente'), 'Contatti'),
  at(
    'operatori-ente',
    'Dati del Comune',
    'data of the ente with a mistake',
    href('/rovereto/operatori/ente'),
    'Controlla i dati inseriti',
    fillAndPress('#sito', 'comune', 'Salva'),
  ),
  at(
    'operatori-condizioni',
    'Condizioni di utilizzo',
    'the documents to accept',
    href('/rovereto/operatori/condizioni'),
    'Obbligatorio',
  ),
  at(
    'operatori-condizione',
    'Nuova revisione',
    'a new revision of a document',
    href('/rovereto/operatori/condizioni/condizioni-di-utilizzo'),
    'Solo testo',
  ),
  at(
    'operatori-condizione',
    'Nuovo documento',
    'a document without a title',
    href('/rovereto/operatori/condizioni/nuovo'),
    'Controlla i dati inseriti',
    press('Pubblica'),
  ),
  at('operatori-servizi', 'Servizi', 'the services', href('/rovereto/operatori/servizi'), 'Come si risponde'),
  at(
    'operatori-servizio',
    'Impostazioni del servizio',
    'the settings of a service',
    href(`/rovereto/operatori/servizi/${SERVICE}`),
    'Unità organizzativa',
  ),
  at(
    'operatori-servizio',
    'Impostazioni del servizio',
    'settings with mistakes',
    href(`/rovereto/operatori/servizi/${SERVICE}`),
    'Controlla i dati inseriti',
    fillAndPress('#ordine', 'primo', 'Salva'),
  ),
  at(
    'operatori-definizione',
    'Nuovo servizio',
    'a new service, with a definition that is wrong',
    href('/rovereto/operatori/servizi/nuovo'),
    'Nella definizione ci sono',
    fillAndPress('#definizione', '{"slug": "Nuovo servizio", "steps": [{}]}', 'Controlla il testo'),
  ),
  at(
    'operatori-definizione',
    'Definizione di',
    'the definition of a service',
    href(`/rovereto/operatori/servizi/${SERVICE}/definizione`),
    'Scarica la definizione in uso',
  ),
  at(
    'operatori-definizione/anteprima',
    'Anteprima di',
    'the preview of a revision',
    href(`/rovereto/operatori/servizi/${SERVICE}/definizione`),
    'Cambia l’ufficio.',
    fillAndPress('#definizione', CHANGED, 'Controlla il testo'),
  ),
  at(
    'operatori-testi',
    'Testi di',
    'the texts of a service',
    href(`/rovereto/operatori/servizi/${SERVICE}/testi`),
    'A chi è rivolto',
  ),
  at(
    'operatori-testi',
    'Testi di',
    'texts with a mistake',
    href(`/rovereto/operatori/servizi/${SERVICE}/testi`),
    'Controlla i dati inseriti',
    fillAndPress('#office', '', 'Salva'),
  ),
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
  at('operatori-personale', 'Personale', 'the staff', href('/rovereto/operatori/personale'), 'Paola Conti'),
  at(
    'operatori-personale',
    'Personale',
    'a name that nobody has',
    href('/rovereto/operatori/personale'),
    'Non c’è nessuno',
    fillAndPress('#nome', 'zzz', 'Cerca'),
  ),
  at(
    'operatori-operatore',
    'Aggiungi una persona',
    'somebody new',
    href('/rovereto/operatori/personale/nuovo'),
    'E-mail di lavoro',
  ),
  at(
    'operatori-operatore',
    'Lucia Neri',
    'somebody who was invited, whose mail is blocked',
    ({ invited }) => invited,
    'Riprova a consegnare',
  ),
  at('operatori-operatore', 'Stefano Gallo', 'oneself', ({ self }) => self, 'Questo è il tuo accesso'),
  at(
    'operatori-operatore-conferma',
    'Vuoi disabilitare',
    'an operator to disable',
    ({ colleague }) => `${colleague}/disabilita`,
    'Vuoi disabilitare',
  ),
  at(
    'operatori-registro',
    'Registro',
    'the register',
    href('/rovereto/operatori/registro?azione=presa_in_carico'),
    'Ha preso in carico la pratica',
  ),
  at(
    'operatori-registro-protocollo',
    'Registro di protocollo',
    'the entries of the protocol',
    href('/rovereto/operatori/registro-protocollo'),
    'Valida',
  ),
  at(
    'operatori-registro-protocollo',
    'Registro di protocollo',
    'a number that nothing has',
    href('/rovereto/operatori/registro-protocollo?registro=emergenza&numero=9&anno=2020'),
    'Nessuna registrazione ha questo numero',
  ),
  at(
    'operatori-registri-giornalieri',
    'Registri giornalieri',
    'no register of a day yet',
    href('/rovereto/operatori/registri-giornalieri'),
    'Non c’è ancora nessun registro',
  ),
  at(
    'operatori-pagamenti',
    'Pagamenti',
    'how one pays, and what does not succeed',
    href('/rovereto/operatori/pagamenti'),
    'Come si paga',
  ),
  at(
    'operatori-riconciliazione',
    'Riconciliazione dei pagamenti',
    'a day to compare',
    href('/rovereto/operatori/pagamenti/riconciliazione'),
    'Confronta adesso',
  ),
  at(
    'operatori-riconciliazione/giorno',
    'Pagamenti del 01/03/2026',
    'a day with something to look at',
    href('/rovereto/operatori/pagamenti/riconciliazione/2026-03-01'),
    'Pagati senza pratica',
  ),
  at(
    'operatori-annulla-registrazione',
    'Annulla la registrazione',
    'a cancellation without a reason',
    href('/rovereto/operatori/registro-protocollo'),
    'senza non si può annullare',
    cancelWithoutReason,
  ),
  at(
    'operatori-emergenza',
    'Registro di emergenza',
    'nothing said of why the protocol does not work',
    href('/rovereto/operatori/registro-protocollo/emergenza'),
    'compila questo campo',
    press('Apri il registro di emergenza'),
  ),
  at(
    'operatori-emergenza',
    'Registro di emergenza',
    'a register that is open, with a line',
    href('/rovereto/operatori/registro-protocollo/emergenza'),
    'Lettera della scuola',
    copyByHand,
  ),
  at(
    'operatori-profilo',
    'Il mio accesso',
    'their own access',
    href('/rovereto/operatori/profilo'),
    'Chi amministra l’ente non può farne a meno',
  ),
  at(
    'operatori-secondo-fattore',
    'Secondo fattore',
    'another app',
    href('/rovereto/operatori/secondo-fattore'),
    'Collega un’altra app',
  ),
  at(
    'operatori-valutazioni',
    'Valutazioni dei servizi',
    'the ratings',
    href('/rovereto/operatori/valutazioni'),
    'Valutazioni',
  ),
  at(
    'operatori-in-carico',
    'Pratiche in carico',
    'what the operators have in charge',
    href('/rovereto/operatori/in-carico'),
    'Paola Conti',
  ),
  at(
    'operatori-riassegna',
    'Riassegna la pratica',
    'a practice to reassign',
    ({ toDecide }) => `${officeHref(toDecide)}/riassegna`,
    'Nuovo operatore',
  ),
];
