import {
  type OfficeOrder,
  type OfficePage,
  OPERATOR_LISTS,
  type OperatorDesk,
  type OperatorPracticeRow,
  type Payment,
  type PracticeId,
} from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { type Asked, hasDays, hrefOf, isByDate, isFiltered, valuesOf, wholeList } from '../../office/asked.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { dataTable, type HeadingView, notice } from '../../ui/components.ts';
import { paymentsInList } from '../../ui/office-payment-views.ts';
import { canBeTaken, choosingView } from './choosing.ts';
import { filtersView } from './filters.ts';
import { texts } from './texts.it.ts';

interface Facts {
  readonly asked: Asked;
  readonly desk: OperatorDesk;
  readonly page: OfficePage;
  /** What was asked for and paid of its practices. */
  readonly paid: ReadonlyMap<PracticeId, readonly Payment[]>;
  /** Where the page begins; null: at the beginning. */
  readonly after: string | null;
  /** How many deliveries are blocked and numbers late; `MOST_BLOCKED` stands for more. */
  readonly blocked: number;
  /** A search that was typed and not made; null when there is none. */
  readonly typed: string | null;
}

const row = (home: string, paid: Facts['paid']) => (practice: OperatorPracticeRow) => {
  const href = `${home}/pratiche/${practice.id}`;
  const open = { href, context: `${practice.serviceName} ${practice.code}` };
  return [
    { text: practice.serviceName },
    { link: { ...open, label: practice.code, context: practice.serviceName } },
    { text: practice.applicantName, detail: practice.codiceFiscale },
    { text: practice.protocol ?? texts.inAttesa },
    { text: dayOnly(practice.date) },
    { badge: stateTexts[practice.state], detail: paymentsInList(paid.get(practice.id) ?? []) },
    { text: practice.assignedTo ?? texts.nessuno },
    {
      link: canBeTaken(practice)
        ? { ...open, label: texts.prendi, href: `${href}/presa-in-carico` }
        : { ...open, label: texts.apri },
    },
  ];
};

/** The two orders of a column, the one that is more often wanted first. */
const ORDERS = {
  richiedente: ['richiedente-asc', 'richiedente-desc'],
  protocollo: ['protocollo-desc', 'protocollo-asc'],
  data: ['data-desc', 'data-asc'],
} as const satisfies Readonly<Record<string, readonly [OfficeOrder, OfficeOrder]>>;

/** A heading that puts the list in the order of its column, or turns it round. */
const sorting = (
  home: string,
  asked: Asked,
  label: string,
  [first, second]: readonly [OfficeOrder, OfficeOrder],
): HeadingView => {
  if (hasDays(asked) && !isByDate(first)) return { label };
  const order = asked.order === first ? second : first;
  const isSorted = asked.order === first || asked.order === second;
  return {
    label,
    sort: {
      href: hrefOf(home, { ...asked, order }),
      state: !isSorted ? null : asked.order.endsWith('asc') ? 'ascending' : 'descending',
      arrow: !isSorted ? '↕' : asked.order.endsWith('asc') ? '↑' : '↓',
    },
  };
};

const headings = (home: string, asked: Asked): readonly HeadingView[] => {
  const { servizio, codice, richiedente, protocollo, data, stato, inCarico, azioni } = texts.colonne;
  return [
    { label: servizio },
    { label: codice },
    sorting(home, asked, richiedente, ORDERS.richiedente),
    sorting(home, asked, protocollo, ORDERS.protocollo),
    sorting(home, asked, data, ORDERS.data),
    { label: stato },
    { label: inCarico },
    { label: azioni },
  ];
};

const noneOf = (home: string, asked: Asked, isFirst: boolean) => {
  // What was here has gone elsewhere meanwhile, and before it there may be more.
  if (!isFirst) {
    const link = { label: texts.primaPagina, href: hrefOf(home, asked) };
    return { title: texts.nessunAltra, text: texts.nessunAltraTesto, link };
  }
  if (!isFiltered(asked)) return { title: texts.nessuna[asked.list], text: texts.nessunaTesto };
  const elsewhere = asked.search !== '' && asked.list !== 'tutte';
  return {
    title: texts.nessunaTrovata,
    text: elsewhere ? texts.cercaAltrove : texts.cambiaFiltri,
    link: elsewhere
      ? { label: texts.cercaInTutte, href: hrefOf(home, { ...asked, list: 'tutte' }) }
      : { label: texts.togli, href: hrefOf(home, wholeList(asked)) },
  };
};

/** @param home the address of the page */
export const operatoriView = (home: string, { asked, desk, page, paid, after, blocked, typed }: Facts) => {
  const { list } = asked;
  const isFirst = after === null;
  const table = dataTable(texts.schede[list], headings(home, asked), page.rows.map(row(home, paid)));
  const choosing = choosingView(home, { asked, after }, page.rows, table);
  return {
    heading: { title: texts.titolo },
    blocked:
      blocked === 0
        ? null
        : notice('warning', {
            text: texts.bloccate(blocked),
            link: { label: texts.vediBloccate, href: `${home}/consegne` },
          }),
    tabs: {
      label: texts.elenchi,
      items: OPERATOR_LISTS.map((name) => ({
        label: texts.schede[name],
        href: `${home}?lista=${name}`,
        count: desk.counts[name],
        current: name === list,
        alert: false,
      })),
    },
    ...filtersView(home, asked, desk, typed),
    morePeople: page.morePeople ? notice('warning', { text: texts.troppePersone }) : null,
    choosing,
    table: page.rows.length === 0 || choosing !== null ? null : table,
    export: page.rows.length === 0 ? null : { action: `${home}/esporta.csv`, hidden: valuesOf(asked) },
    none: page.rows.length > 0 ? null : noneOf(home, asked, isFirst),
    pagination: {
      label: texts.pagine,
      // A list by key goes forward; from further on one goes back to its beginning.
      previous: null,
      first: isFirst ? null : hrefOf(home, asked),
      next: page.next === null ? null : hrefOf(home, asked, page.next),
      position:
        isFirst && page.next === null ? '' : isFiltered(asked) ? texts.trovate : texts.quante(desk.counts[list]),
    },
  };
};
