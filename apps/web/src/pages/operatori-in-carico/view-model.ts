import { dayInItaly, type OperatorCharge, type Page, type PracticeRow } from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { dataTable } from '../../ui/components.ts';
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
    charges.map(({ operatorId, name, enabled, practices }) => [
      { link: { label: name, href: `${href}/${operatorId}`, context: '' } },
      {
        badge: enabled
          ? { label: texts.attivo, tone: 'success' as const }
          : { label: texts.disattivato, tone: 'neutral' as const },
      },
      { text: String(practices) },
    ]),
  ),
  none: null,
  pagination: null,
});

/** What one operator has in charge: nothing of the citizens, since an administrator need not be enabled for the services. */
export const chargeView = (
  base: string,
  href: string,
  { name, page, isFirst }: { readonly name: string; readonly page: Page<PracticeRow>; readonly isFirst: boolean },
  today: string,
) => ({
  heading: { title: texts.di(name) },
  table:
    page.rows.length === 0
      ? null
      : dataTable(
          texts.elencoPratiche,
          texts.colonnePratiche,
          page.rows.map(({ id, serviceName, code, state, date }) => [
            { text: serviceName },
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
          ]),
        ),
  none: page.rows.length > 0 ? null : { title: texts.nessuna, text: texts.nessunaTesto },
  pagination: {
    label: texts.pagine,
    previous: isFirst ? null : href,
    next: page.next === null ? null : `${href}?dopo=${encodeURIComponent(page.next)}`,
    position: isFirst && page.next === null ? '' : texts.posizione,
  },
});
