import type { Options } from 'csv-stringify';

/** A negative number, or a negative amount in euro: it calculates nothing, and whoever adds up a column needs it as it is. */
const NEGATIVE = /^-\d[\d.]*(?:,\d+)?(?: €)?$/u;

/**
 * Figures that a spreadsheet takes for another thing than they are: zeros that it leaves out (a CAP, a telephone), more digits than
 * it writes out, two numbers that it takes for a day (`12/3`, a number of protocol), an exponent (`12E5`).
 */
const MISREAD = /^(?:0\d+|\d{12,}|\d+[/-]\d+|\d+E\d+)$/iu;

/** What becomes a formula where the spaces before it are left out. */
const HIDDEN_FORMULA = /^\s+[-=+@]/u;

const castText = (text: string) => {
  if (NEGATIVE.test(text)) return { value: text, escape_formulas: false };
  return MISREAD.test(text) || HIDDEN_FORMULA.test(text) ? `'${text}` : text;
};

/**
 * CSV as the spreadsheets of an Italian office open it: semicolons, a mark of UTF-8, lines as Windows ends them. A cell that would be
 * taken for a formula gets an apostrophe before it, so that what citizens type is never run; so does one whose figures would be
 * changed, and both are read all the same (ADR 34).
 */
export const CSV_OPTIONS = {
  bom: true,
  delimiter: ';',
  record_delimiter: 'windows',
  escape_formulas: true,
  cast: { string: castText },
} as const satisfies Options;

export const CSV_TYPE = 'text/csv; charset=utf-8';
