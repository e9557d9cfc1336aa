import { OPERATOR_LISTS, type OperatorList, type OperatorPracticeRow, type Page } from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

interface Facts {
  readonly list: OperatorList;
  readonly counts: Readonly<Record<OperatorList, number>>;
  readonly page: Page<OperatorPracticeRow>;
  readonly isFirst: boolean;
}

/** What the row alone says of it; the practice itself has the last word. */
const canBeTaken = ({ state, protocol, assignedTo }: OperatorPracticeRow): boolean =>
  state === 'inviata' && protocol !== null && assignedTo === null;

const row = (base: string) => (practice: OperatorPracticeRow) => {
  const href = `${base}/operatori/pratiche/${practice.id}`;
  const open = { href, context: `${practice.serviceName} ${practice.code}` };
  return [
    { text: practice.serviceName },
    { link: { ...open, label: practice.code, context: practice.serviceName } },
    { text: texts.richiedente(practice.citizenName, practice.codiceFiscale) },
    { text: practice.protocol ?? texts.inAttesa },
    { text: dayOnly(practice.date) },
    { badge: stateTexts[practice.state] },
    { text: practice.assignedTo ?? texts.nessuno },
    {
      link: canBeTaken(practice)
        ? { ...open, label: texts.prendi, href: `${href}/presa-in-carico` }
        : { ...open, label: texts.apri },
    },
  ];
};

export const operatoriView = (base: string, { list, counts, page, isFirst }: Facts) => ({
  heading: { title: texts.titolo },
  tabs: {
    label: texts.elenchi,
    items: OPERATOR_LISTS.map((name) => ({
      label: texts.schede[name],
      href: `${base}/operatori?lista=${name}`,
      count: counts[name],
      current: name === list,
      alert: false,
    })),
  },
  table: page.rows.length === 0 ? null : dataTable(texts.schede[list], texts.colonne, page.rows.map(row(base))),
  none: page.rows.length > 0 ? null : { title: texts.nessuna[list], text: texts.nessunaTesto },
  pagination: {
    label: texts.pagine,
    // A list by key goes forward; the tab leads back to its beginning.
    previous: null,
    next: page.next === null ? null : `${base}/operatori?lista=${list}&dopo=${encodeURIComponent(page.next)}`,
    position: isFirst && page.next === null ? '' : texts.quante(counts[list]),
  },
});
