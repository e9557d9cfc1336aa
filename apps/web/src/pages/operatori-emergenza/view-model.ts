import {
  dayAndTime,
  dayInItaly,
  type EmergencyLine,
  type EmergencyPeriod,
  emergencyTotals,
  italianDate,
} from '@stanza/core';
import { dayAndMinute } from '../../format/moment.ts';
import { dataTable } from '../../ui/components.ts';
import { closeFields, extendFields, lineFields, openFields, type Returned, summaryOf, unsavedFacts } from './forms.ts';
import { lineName, seenLine } from './seen-line.ts';
import { texts } from './texts.it.ts';

export interface EmergencyShown {
  readonly current: EmergencyPeriod | null;
  readonly lines: readonly EmergencyLine[];
  readonly closed: readonly EmergencyPeriod[];
  /** Whether the protocol is kept in another registry: none is opened here, and the one that is open is closed without lines. */
  readonly isElsewhere: boolean;
  /** The last number of the year of `copiedYear` that has a number of the protocol. */
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

/** The year whose lines are being copied: that of the last one, else the one in which the period began. */
export const copiedYear = ({ from }: EmergencyPeriod, lines: readonly EmergencyLine[]): number =>
  lines.at(-1)?.year ?? Number(dayInItaly(from).slice(0, 4));

const removeField = (lines: readonly EmergencyLine[], returned: Returned | null) => ({
  partial: 'field-select' as const,
  id: 'voce',
  name: 'voce',
  label: texts.campi.numero,
  required: true,
  placeholder: texts.scegli,
  options: lines.map((line) => ({
    value: seenLine(line),
    label: lineName(line),
    selected: returned?.typed.line.startsWith(`${lineName(line)}/`) ?? false,
  })),
});

const linesTable = (lines: readonly EmergencyLine[]) =>
  dataTable(
    texts.elenco,
    texts.colonne,
    lines.map((line) => [
      { text: lineName(line) },
      { text: dayAndMinute(line.at) },
      { text: texts.direzioni[line.direction] },
      { text: line.subject },
      { text: line.correspondent },
    ]),
  );

const totalsTable = (lines: readonly EmergencyLine[]) =>
  dataTable(
    texts.totali,
    texts.colonneTotali,
    emergencyTotals(lines).map(({ day, total }) => [{ text: italianDate(day) }, { text: String(total) }]),
  );

const openPeriod = (period: EmergencyPeriod, shown: EmergencyShown, returned: Returned | null, today: string) => {
  const { lines, lastNumber, isElsewhere } = shown;
  const copied = copiedYear(period, lines);
  const ofYear = lines.filter(({ year }) => year === copied);
  const number = Math.max(lastNumber, ...ofYear.map((line) => line.number)) + 1;
  return {
    facts: periodFacts(period),
    isElsewhere,
    lineFields: isElsewhere ? null : lineFields(returned, today, number),
    seen: returned?.action === 'voce' ? returned.typed.seen : '',
    lines: lines.length === 0 ? null : linesTable(lines),
    totals: lines.length === 0 ? null : totalsTable(lines),
    removeField: lines.length === 0 ? null : removeField(lines, returned),
    extend: { until: period.until.toISOString(), fields: extendFields(returned) },
    close: { version: period.version, fields: closeFields(returned, today) },
  };
};

const closedTable = (closed: readonly EmergencyPeriod[]) =>
  dataTable(
    texts.chiusi,
    texts.colonneChiusi,
    closed.map((period) => [
      { text: dayAndMinute(period.from) },
      { text: period.closed === null ? '' : dayAndMinute(period.closed.restored) },
      { text: period.cause },
      { text: period.provision },
      { text: period.closed === null ? '' : dayAndMinute(period.closed.at), detail: period.closed?.by ?? '' },
      { text: String(period.closed?.registered ?? 0) },
    ]),
  );

/** Whether what comes back was typed into a form that is not on the page any more. */
const hasNoForm = ({ current, isElsewhere }: EmergencyShown, returned: Returned | null): returned is Returned => {
  if (returned === null || returned.action === 'apri') return false;
  return current === null || (isElsewhere && returned.action === 'voce');
};

/** @param here path of the page @param returned the form that comes back */
export const emergenzaView = (here: string, registerHref: string, shown: EmergencyShown, returned: Returned | null) => {
  const { current, closed, isElsewhere, now } = shown;
  const today = dayInItaly(now);
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    errors: summaryOf(returned),
    action: here,
    registerHref,
    isElsewhere: current === null && isElsewhere,
    unsaved: hasNoForm(shown, returned) ? unsavedFacts(returned) : null,
    openFields: current === null && !isElsewhere ? openFields(returned, today) : null,
    period: current === null ? null : openPeriod(current, shown, returned, today),
    closed: closed.length === 0 ? null : closedTable(closed),
  };
};
