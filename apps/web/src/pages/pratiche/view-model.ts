import { CITIZEN_TABS, type CitizenPracticeRow, type CitizenTab, draftEnd, italianDate, type Page } from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

interface Facts {
  readonly tab: CitizenTab;
  readonly counts: Readonly<Record<CitizenTab, number>>;
  readonly page: Page<CitizenPracticeRow>;
  readonly isFirst: boolean;
  /** Days that a draft is kept after it was last saved. */
  readonly draftDays: number;
}

/** As much of a note as has room in a table, on one line. */
const NOTE_SHOWN = 60;

const noteOf = ({ noteBeginning }: CitizenPracticeRow): string => {
  const characters = [...noteBeginning.replaceAll(/\s+/gu, ' ')];
  if (characters.length === 0) return texts.nessunaNota;
  const isWhole = characters.length <= NOTE_SHOWN;
  return isWhole ? characters.join('') : texts.continua(characters.slice(0, NOTE_SHOWN).join('').trimEnd());
};

const detailsOf = (base: string) => (practice: CitizenPracticeRow) => [
  { text: practice.serviceName, detail: practice.code },
  { text: practice.area },
  { text: practice.protocol ?? texts.inAttesa },
  { text: dayOnly(practice.date) },
  { badge: stateTexts[practice.state] },
  { written: noteOf(practice) },
  {
    link: {
      label: texts.dettaglio,
      href: `${base}/pratiche/${practice.id}`,
      context: `${practice.serviceName} ${practice.code}`,
    },
  },
];

/** What waits for the citizen: by when, and the way to the answer. */
const toIntegrateOf = (base: string) => (practice: CitizenPracticeRow) => {
  const [name, area, protocol, , state, note] = detailsOf(base)(practice);
  const href = `${base}/pratiche/${practice.id}`;
  const context = `${practice.serviceName} ${practice.code}`;
  const due = { text: practice.dueDate === null ? '' : italianDate(practice.dueDate) };
  const links = [
    { label: texts.rispondi, href: `${href}/integrazione`, context },
    { label: texts.dettaglio, href, context },
  ];
  return [{ ...name }, { ...area }, { ...protocol }, due, { ...state }, { ...note }, { links }];
};

/** A draft has no protocol number to wait for, but an end. */
const draftOf = (base: string, draftDays: number) => (draft: CitizenPracticeRow) => {
  const href = `${base}/pratiche/${draft.id}`;
  const context = `${draft.serviceName} ${draft.code}`;
  return [
    { text: draft.serviceName, detail: draft.code },
    { text: draft.area },
    { text: dayOnly(draft.date) },
    { text: italianDate(draftEnd(draft, draftDays)) },
    { badge: stateTexts[draft.state] },
    { written: noteOf(draft) },
    {
      links: [
        { label: texts.riprendi, href, context },
        { label: texts.elimina, href: `${href}/elimina`, context },
      ],
    },
  ];
};

const tableOf = (base: string, { tab, page, draftDays }: Facts) => {
  if (page.rows.length === 0) return null;
  if (tab === 'da_integrare') {
    return dataTable(texts.schede[tab], texts.colonneDaIntegrare, page.rows.map(toIntegrateOf(base)));
  }
  return tab === 'bozza'
    ? dataTable(texts.schede[tab], texts.colonneBozze, page.rows.map(draftOf(base, draftDays)))
    : dataTable(texts.schede[tab], texts.colonne, page.rows.map(detailsOf(base)));
};

export const praticheView = (base: string, facts: Facts) => {
  const { tab, counts, page, isFirst } = facts;
  return {
    heading: { title: texts.titolo },
    paymentsHref: `${base}/pagamenti`,
    tabs: {
      label: texts.perStato,
      items: CITIZEN_TABS.map((name) => ({
        label: texts.schede[name],
        href: `${base}/pratiche?stato=${name}`,
        count: counts[name],
        current: name === tab,
        // It waits for the citizen.
        alert: name === 'da_integrare' && counts[name] > 0,
      })),
    },
    table: tableOf(base, facts),
    none:
      page.rows.length > 0
        ? null
        : {
            title: texts.nessuna,
            text: texts.nessunaTesto,
            link: { label: texts.vaiAiServizi, href: `${base}/servizi` },
          },
    pagination: {
      label: texts.pagine,
      // A list by key goes forward; the tab leads back to its beginning.
      previous: null,
      next: page.next === null ? null : `${base}/pratiche?stato=${tab}&dopo=${encodeURIComponent(page.next)}`,
      position: isFirst && page.next === null ? '' : texts.quante(counts[tab]),
    },
  };
};
