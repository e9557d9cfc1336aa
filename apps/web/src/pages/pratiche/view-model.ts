import { CITIZEN_TABS, type CitizenPracticeRow, type CitizenTab, type Page } from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

interface Facts {
  readonly tab: CitizenTab;
  readonly counts: Readonly<Record<CitizenTab, number>>;
  readonly page: Page<CitizenPracticeRow>;
  readonly isFirst: boolean;
}

const protocolOf = ({ protocol, state }: CitizenPracticeRow): string => {
  if (protocol !== null) return protocol;
  return state === 'bozza' ? texts.nonInviata : texts.inAttesa;
};

/** As much of a note as has room in a table, on one line. */
const NOTE_SHOWN = 60;

const noteOf = ({ noteBeginning }: CitizenPracticeRow): string => {
  const characters = [...noteBeginning.replaceAll(/\s+/gu, ' ')];
  if (characters.length === 0) return texts.nessunaNota;
  const isWhole = characters.length <= NOTE_SHOWN;
  return isWhole ? characters.join('') : texts.continua(characters.slice(0, NOTE_SHOWN).join('').trimEnd());
};

const row = (base: string) => (practice: CitizenPracticeRow) => [
  { text: practice.serviceName, detail: practice.code },
  { text: practice.area },
  { text: protocolOf(practice) },
  { text: dayOnly(practice.date) },
  { badge: stateTexts[practice.state] },
  { written: noteOf(practice) },
  {
    link: {
      label: practice.state === 'bozza' ? texts.riprendi : texts.dettaglio,
      href: `${base}/pratiche/${practice.id}`,
      context: `${practice.serviceName} ${practice.code}`,
    },
  },
];

export const praticheView = (base: string, { tab, counts, page, isFirst }: Facts) => ({
  heading: { title: texts.titolo },
  tabs: {
    label: texts.perStato,
    items: CITIZEN_TABS.map((name) => ({
      label: texts.schede[name],
      href: `${base}/pratiche?stato=${name}`,
      count: counts[name],
      current: name === tab,
    })),
  },
  table: page.rows.length === 0 ? null : dataTable(texts.schede[tab], texts.colonne, page.rows.map(row(base))),
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
});
