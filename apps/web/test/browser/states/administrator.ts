import { looking as at, fillAndPress, href, type Looking } from '../looking.ts';

const SERVICE = 'certificato-di-nascita';

export const ADMINISTRATOR: readonly Looking[] = [
  at(
    'operatori-amministrazione',
    'Amministrazione',
    'what administrators look after',
    href('/rovereto/operatori/amministrazione'),
    'Servizi',
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
    fillAndPress('#posto', 'primo', 'Salva'),
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
  at(
    'operatori-valutazioni',
    'Valutazioni dei servizi',
    'the ratings',
    href('/rovereto/operatori/valutazioni'),
    'Valutazioni',
  ),
];
