import {
  CHARGE_LISTS,
  type Charge,
  type ChargeList,
  type ChargeRow,
  chargeTotal,
  dayInItaly,
  type Operator,
  type OperatorCharge,
  type Page,
  strandedIn,
} from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { strandedTexts } from '../../texts/staff.it.ts';
import { dataTable, notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** @param today the day in Italy, `YYYY-MM-DD` */
const daysSince = (date: Date, today: string): number =>
  Math.round((Date.parse(today) - Date.parse(dayInItaly(date))) / DAY_MS);

/** Who has how much in charge. @param href of this page */
export const chargesView = (href: string, charges: readonly OperatorCharge[]) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  table: dataTable(
    texts.elenco,
    texts.colonne,
    charges.map(({ operatorId, name, enabled, practices, stranded }) => [
      { link: { label: name, href: `${href}/${operatorId}`, context: '' } },
      {
        badge: enabled
          ? { label: texts.attivo, tone: 'success' as const }
          : { label: texts.disattivato, tone: 'neutral' as const },
      },
      { text: String(practices) },
      stranded === 0 ? { text: '0' } : { badge: { label: String(stranded), tone: 'warning' as const } },
    ]),
  ),
  stranded: null,
  tabs: null,
  none: null,
  pagination: null,
});

export interface ChargeShown {
  readonly operator: Operator;
  readonly charge: Charge;
  readonly list: ChargeList;
  readonly page: Page<ChargeRow>;
  readonly isFirst: boolean;
}

const row =
  (base: string, today: string) =>
  ({ id, serviceName, code, state, date, stranded }: ChargeRow) => [
    { text: serviceName, detail: stranded ? texts.nonPuo : undefined },
    { text: code },
    { badge: stateTexts[state] },
    { text: dayOnly(date) },
    { text: String(daysSince(date, today)) },
    {
      link: {
        label: texts.riassegna,
        href: `${base}/operatori/pratiche/${id}/riassegna`,
        context: `${serviceName} ${code}`,
      },
    },
  ];

/**
 * What one operator has in charge: nothing of the citizens, since an administrator need not be enabled for the services.
 * @param today the day in Italy, `YYYY-MM-DD`
 */
export const chargeView = (
  base: string,
  href: string,
  { operator, charge, list, page, isFirst }: ChargeShown,
  today: string,
) => {
  const stranded = strandedIn(charge, operator);
  const counts: Readonly<Record<ChargeList, number>> = { tutte: chargeTotal(charge), da_riassegnare: stranded };
  const isWhole = list === 'tutte';
  const hrefOf = (one: ChargeList) => (one === 'tutte' ? href : `${href}?elenco=${one}`);
  const onward = isWhole ? `${href}?dopo=` : `${hrefOf(list)}&dopo=`;
  return {
    heading: { title: texts.di(operator.name) },
    stranded: stranded === 0 ? null : notice('warning', { text: strandedTexts.frase(stranded, operator) }),
    tabs: {
      label: texts.schede,
      items: CHARGE_LISTS.map((one) => ({
        label: texts.scheda[one],
        href: hrefOf(one),
        count: counts[one],
        current: one === list,
        alert: one === 'da_riassegnare' && stranded > 0,
      })),
    },
    table:
      page.rows.length === 0
        ? null
        : dataTable(texts.elencoPratiche, texts.colonnePratiche, page.rows.map(row(base, today))),
    none:
      page.rows.length > 0
        ? null
        : {
            title: isWhole ? texts.nessuna : texts.nessunaDaRiassegnare,
            text: isWhole ? texts.nessunaTesto : texts.nessunaDaRiassegnareTesto,
          },
    pagination: {
      label: texts.pagine,
      previous: isFirst ? null : hrefOf(list),
      next: page.next === null ? null : `${onward}${encodeURIComponent(page.next)}`,
      position: isFirst && page.next === null ? '' : texts.posizione,
    },
  };
};
