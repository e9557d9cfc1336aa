import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { CSV_OPTIONS } from './csv-options.ts';

/** What a spreadsheet finds in the cells, none of them taken for what it is not. */
const throughAFile = (cells: readonly string[]): readonly (readonly string[])[] =>
  parse(stringify([[...cells]], CSV_OPTIONS), { bom: true, delimiter: ';', record_delimiter: '\r\n' });

describe('a CSV file', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("http://x.example";"Apri")',
    '+1+1',
    '-1+1',
    "-2+3+cmd|' /C calc'!A0",
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    ' =1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    '-',
    '-A1',
    '+39 0464 123456',
  ])('never lets %j run as a formula, and keeps it readable', (text) => {
    expect(throughAFile([text, 'b'])).toEqual([[`'${text}`, 'b']]);
  });

  it.each(['-5', '-1.234,50', '-5,50 €'])('leaves the negative number %s as it is', (text) => {
    expect(throughAFile([text])).toEqual([[text]]);
  });

  it.each(['00184', '0464123456', '01234567890', '340282366920', '12/3', '0000012/2026', '3-4', '12E5'])(
    'has no spreadsheet change the figures of %s',
    (text) => {
      expect(throughAFile([text])).toEqual([[`'${text}`]]);
    },
  );

  it.each([
    '38068',
    '0',
    '0,5',
    '12/03/2026',
    '12/03/2026 10:42',
    'BNCNNA85D52H612Q',
    'IT60X0542811101000000123456',
    'K7QM-3R9T',
    'Via Roma 1, 38068 Rovereto (TN)',
    'L’è «vero»; così\r\n"a capo"',
    '',
  ])('leaves %j as it is', (text) => {
    expect(throughAFile([text, 'b'])).toEqual([[text, 'b']]);
  });

  it('begins with the mark of UTF-8 and ends its lines as Windows does', () => {
    expect(stringify([['a', 'b'], ['c']], CSV_OPTIONS)).toBe('\uFEFFa;b\r\nc\r\n');
  });
});
