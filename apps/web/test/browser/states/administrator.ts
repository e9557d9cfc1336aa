import { officeHref } from '../../../src/testing/office.ts';
import { looking as at, href, type Looking } from '../looking.ts';

export const ADMINISTRATOR: readonly Looking[] = [
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
