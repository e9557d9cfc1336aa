import { dayAndTime, dayInItaly, type EmergencyLine, type EmergencyPeriod, nextEmergencyEnd } from '@stanza/core';
import { dayAndMinute } from '../../format/moment.ts';
import { dataTable } from '../../ui/components.ts';
import { extendFields, lineFields, openFields, type Returned, summaryOf } from './forms.ts';
import { texts } from './texts.it.ts';

export interface EmergencyShown {
  readonly current: EmergencyPeriod | null;
  readonly lines: readonly EmergencyLine[];
  readonly closed: readonly EmergencyPeriod[];
  /** The last number of this year that has a number of the protocol. */
  readonly lastNumber: number;
  readonly now: Date;
}

const periodFacts = ({ from, until, cause, provision, extensions }: EmergencyPeriod) => ({
  title: '',
  editHref: null,
  rows: [
    { term: texts.dal, value: dayAndTime(from) },
    { term: texts.fino, value: dayAndTime(until) },
    { term: texts.campi.causa, value: cause },
    { term: texts.autorizza, value: provision },
    ...(extensions.length === 0
      ? []
      : [
          {
            term: texts.proroghe,
            value: extensions.map((one) => texts.proroga(one.provision, dayAndTime(one.until))).join('; '),
          },
        ]),
  ],
});

/** "2026/12", as a form names a line. */
const keyOf = ({ year, number }: EmergencyLine): string => `${year}/${number}`;

const removeField = (lines: readonly EmergencyLine[]) => ({
  partial: 'field-select' as const,
  id: 'voce',
  name: 'voce',
  label: texts.campi.numero,
  required: true,
  placeholder: texts.scegli,
  options: lines.map((line) => ({ value: keyOf(line), label: keyOf(line), selected: false })),
});

const linesTable = (lines: readonly EmergencyLine[]) =>
  dataTable(
    texts.elenco,
    texts.colonne,
    lines.map((line) => [
      { text: keyOf(line) },
      { text: dayAndMinute(line.at) },
      { text: texts.direzioni[line.direction] },
      { text: line.subject },
      { text: line.correspondent },
    ]),
  );

const openPeriod = (period: EmergencyPeriod, shown: EmergencyShown, returned: Returned | null, today: string) => {
  const { lines, lastNumber } = shown;
  const ofYear = lines.filter(({ year }) => String(year) === today.slice(0, 4));
  const number = Math.max(lastNumber, ...ofYear.map((line) => line.number)) + 1;
  return {
    facts: periodFacts(period),
    lineFields: lineFields(returned, today, number),
    lines: lines.length === 0 ? null : linesTable(lines),
    removeField: lines.length === 0 ? null : removeField(lines),
    extend:
      nextEmergencyEnd(period) === null ? null : { until: period.until.toISOString(), fields: extendFields(returned) },
  };
};

const closedTable = (closed: readonly EmergencyPeriod[]) =>
  dataTable(
    texts.chiusi,
    texts.colonneChiusi,
    closed.map((period) => [
      { text: dayAndMinute(period.from) },
      { text: period.cause },
      { text: period.provision },
      { text: period.closed === null ? '' : dayAndMinute(period.closed.at), detail: period.closed?.by ?? '' },
      { text: String(period.closed?.registered ?? 0) },
    ]),
  );

/** @param here path of the page @param returned the form that comes back */
export const emergenzaView = (here: string, registerHref: string, shown: EmergencyShown, returned: Returned | null) => {
  const { current, closed, now } = shown;
  const today = dayInItaly(now);
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    errors: summaryOf(returned),
    action: here,
    registerHref,
    openFields: current === null ? openFields(returned, today) : null,
    period: current === null ? null : openPeriod(current, shown, returned, today),
    closed: closed.length === 0 ? null : closedTable(closed),
  };
};
