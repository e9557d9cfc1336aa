import type { Options } from 'csv-stringify';

/**
 * CSV as the spreadsheets of an Italian office open it: semicolons, a mark of UTF-8, lines as Windows ends them. A cell that would be
 * taken for a formula gets an apostrophe before it: what citizens type is never run.
 */
export const CSV_OPTIONS = {
  bom: true,
  delimiter: ';',
  record_delimiter: 'windows',
  escape_formulas: true,
} as const satisfies Options;

export const CSV_TYPE = 'text/csv; charset=utf-8';
