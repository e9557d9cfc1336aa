import {
  cents,
  dayAndTime,
  daysAfter,
  inEuro,
  italianDate,
  MAX_REPORT_LINES,
  type PaymentId,
  type PaymentReport,
  REPORT_KINDS,
  type ReportLine,
  type ReportSum,
} from '@stanza/core';
import { reportKinds } from '../../texts/office-payments.it.ts';
import { dataTable } from '../../ui/components.ts';
import type { DateFieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

export type ReportHead = Omit<PaymentReport, 'lines'>;

/** A sum of many payments may be more than one payment can be. */
const sumText = ({ count, amount }: ReportSum): string => texts.quanti(count, inEuro(cents(amount)));

const toLookAt = ({ counts }: Pick<PaymentReport, 'counts'>): number =>
  REPORT_KINDS.reduce((sum, kind) => sum + counts[kind], 0);

const comparisonOf = ({ madeAt, awayAt }: Pick<PaymentReport, 'madeAt' | 'awayAt'>): string => {
  const made = madeAt === null ? texts.mai : texts.fatto(dayAndTime(madeAt));
  return awayAt === null ? made : `${made}. ${texts.nonRispondeva(dayAndTime(awayAt))}`;
};

/** How far back a day may be compared on demand. */
export const MOST_DAYS_BACK = 90;

export const dayField = (value: string, today: string, error: string | undefined): DateFieldView => ({
  partial: 'field-date',
  id: 'giorno',
  name: 'giorno',
  label: texts.scegli,
  hint: texts.scegliAiuto,
  required: true,
  value,
  min: daysAfter(today, -MOST_DAYS_BACK),
  max: today,
  error,
});

/** @param here path of the page @param pageSize as many days are shown at most, of one more that are given */
export const daysView = (
  here: string,
  found: readonly ReportHead[],
  pageSize: number,
  isFirst: boolean,
  field: DateFieldView,
) => {
  const shown = found.slice(0, pageSize);
  const rows = shown.map((report) => [
    { link: { label: italianDate(report.day), href: `${here}/${report.day}`, context: texts.titolo } },
    { text: sumText(report.inOrder) },
    { text: String(toLookAt(report)) },
    { text: comparisonOf(report) },
  ]);
  const last = shown.at(-1);
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    errors: field.error === undefined ? null : { errors: [{ id: field.id, message: field.error }] },
    action: here,
    field,
    table: rows.length === 0 ? null : dataTable(texts.tabella, texts.colonne, rows),
    none: rows.length > 0 ? null : { title: texts.nessuno, text: texts.nessunoTesto },
    pagination: {
      label: texts.pagine,
      previous: null,
      first: isFirst ? null : here,
      next: found.length > pageSize && last !== undefined ? `${here}?prima=${last.day}` : null,
      position: isFirst && found.length <= pageSize ? '' : texts.posizione,
    },
  };
};

const rowOf =
  (office: string, openable: ReadonlySet<PaymentId>) =>
  ({ kind, noticeNumber, paymentId, practiceCode, practiceId, atGateway, here, excess }: ReportLine) => {
    const code = practiceCode ?? texts.sconosciuta;
    const href = practiceId === null ? `${office}/pagamenti/${paymentId}` : `${office}/pratiche/${practiceId}`;
    return [
      { text: reportKinds[kind] },
      { text: noticeNumber },
      paymentId === null || !openable.has(paymentId)
        ? { text: code }
        : { link: { label: code, href, context: noticeNumber } },
      { text: atGateway === null ? texts.assente : inEuro(atGateway) },
      { text: inEuro(here) },
      { text: inEuro(excess) },
    ];
  };

/** The lines of a page. @param from the first one, from 0 */
export const linesOf = ({ lines }: PaymentReport, from: number, pageSize: number): readonly ReportLine[] =>
  lines.slice(from, from + pageSize);

/**
 * @param from the first line of the page, from 0
 * @param openable the payments that the reader may open: of services that they work on
 */
export const dayView = (
  office: string,
  report: PaymentReport,
  from: number,
  pageSize: number,
  openable: ReadonlySet<PaymentId>,
) => {
  const here = `${office}/pagamenti/riconciliazione/${report.day}`;
  const { lines } = report;
  const shown = linesOf(report, from, pageSize);
  const at = (place: number) => (place <= 0 ? here : `${here}?dalla=${place}`);
  return {
    heading: { title: texts.delGiorno(italianDate(report.day)) },
    summary: {
      title: '',
      editHref: null,
      rows: [
        { term: texts.confronto, value: comparisonOf(report) },
        { term: texts.inOrdine, value: sumText(report.inOrder) },
        { term: texts.altri, value: sumText(report.others) },
        ...REPORT_KINDS.map((kind) => ({ term: reportKinds[kind], value: String(report.counts[kind]) })),
      ],
    },
    again: { action: `${office}/pagamenti/riconciliazione`, day: report.day },
    table: shown.length === 0 ? null : dataTable(texts.righe, texts.colonneRighe, shown.map(rowOf(office, openable))),
    none:
      lines.length > 0 || report.madeAt === null
        ? null
        : { title: texts.tuttoInOrdine, text: texts.tuttoInOrdineTesto },
    onlyFirst: toLookAt(report) > lines.length ? texts.soloPrime(MAX_REPORT_LINES) : null,
    csvHref: lines.length === 0 ? null : `${here}/csv`,
    pagination: {
      label: texts.pagineRighe,
      previous: from === 0 ? null : at(from - pageSize),
      next: from + pageSize < lines.length ? at(from + pageSize) : null,
      position: lines.length <= pageSize ? '' : texts.dalla(from + 1, from + shown.length, lines.length),
    },
  };
};

/** What a file of the lines has, heading first. */
export const csvRows = ({ lines }: PaymentReport): readonly (readonly string[])[] => [
  texts.colonneRighe,
  ...lines.map(({ kind, noticeNumber, practiceCode, atGateway, here, excess }) => [
    reportKinds[kind],
    noticeNumber,
    practiceCode ?? '',
    atGateway === null ? '' : inEuro(atGateway),
    inEuro(here),
    inEuro(excess),
  ]),
];
