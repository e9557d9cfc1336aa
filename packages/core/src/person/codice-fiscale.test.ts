import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stdnum } from 'stdnum';
import {
  birthDateIn,
  birthPlaceIn,
  codiceFiscaleCheckLetter,
  codiceFiscaleSchema,
  isCodiceFiscale,
  normaliseCodiceFiscale,
} from './codice-fiscale.ts';

/** stdnum checks shape and check letter, not the day: it is the oracle for these two. */
const isValidForStdnum = (code: string): boolean => stdnum.IT?.codicefiscale?.validate(code).isValid === true;

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const CHARACTERS = [...LETTERS, ...'0123456789'];
/** Positions (from 0) of the digits, in the order in which omocodia replaces them: from the right. */
const OMOCODIA_ORDER = [14, 13, 12, 10, 9, 7, 6];

const withOmocodia = (first15: string, replaced: number): string => {
  const characters = [...first15];
  for (const position of OMOCODIA_ORDER.slice(0, replaced)) {
    characters[position] = 'LMNPQRSTUV'.charAt(Number(characters[position]));
  }
  return characters.join('');
};
const complete = (first15: string): string => first15 + codiceFiscaleCheckLetter(first15);

const letters = (length: number) =>
  fc.array(fc.constantFrom(...LETTERS), { minLength: length, maxLength: length }).map((parts) => parts.join(''));
const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((number) => String(number).padStart(length, '0'));

/** First fifteen characters for a day that every month has, of a man or of a woman. */
const first15 = fc
  .tuple(
    letters(6),
    digits(2),
    fc.constantFrom(...'ABCDEHLMPRST'),
    fc.integer({ min: 1, max: 28 }),
    fc.constantFrom(0, 40),
    letters(1),
    digits(3),
  )
  .map(([name, year, month, day, woman, letter, number]) =>
    [name, year, month, String(day + woman).padStart(2, '0'), letter, number].join(''),
  );
const codes = fc
  .tuple(first15, fc.integer({ min: 0, max: OMOCODIA_ORDER.length }))
  .map(([plain, replaced]) => complete(withOmocodia(plain, replaced)));

describe('isCodiceFiscale', () => {
  it.each([
    ['an ordinary code', 'RSSMRA80A01H501U'],
    ['omocodia of one digit', 'RSSMRA80A01H50MM'],
    ['omocodia of all digits', 'RSSMRAULALMHRLMD'],
    ['a birth abroad', 'RSSMRA80A01Z110B'],
    ['a woman born on 29 February', 'RCCCRM96B69D612L'],
  ])('accepts %s', (_what, code) => {
    expect(isCodiceFiscale(code)).toBe(true);
  });

  it.each([
    ['a wrong check letter', 'RSSMRA80A01H501A'],
    ['31 February, though the check letter is right', 'RSSMRA80B31H501W'],
    ['a letter that is no month', complete('RSSMRA80F01H501')],
    ['day zero', complete('RSSMRA80A00H501')],
    ['day 40, which is of nobody', complete('RSSMRA80A40H501')],
    ['day 72, beyond the last of a woman', complete('RSSMRA80A72H501')],
    ['a letter that stands for no digit', complete('RSSMRAO0A01H501')],
    ['the eleven digits of a company', '01234567897'],
    ['lower case, which is not normalised', 'rssmra80a01h501u'],
    ['an empty string', ''],
    ['a line end after the code', 'RSSMRA80A01H501U\n'],
  ])('refuses %s', (_what, code) => {
    expect(isCodiceFiscale(code)).toBe(false);
  });

  it('accepts, as stdnum does, every well-made code with any number of omocodia letters', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect([isCodiceFiscale(code), isValidForStdnum(code)]).toEqual([true, true]);
      }),
    );
  });

  it('never accepts a code that stdnum refuses, whatever character is changed', () => {
    fc.assert(
      fc.property(codes, fc.nat(15), fc.constantFrom(...CHARACTERS), (code, position, character) => {
        const changed = code.slice(0, position) + character + code.slice(position + 1);
        expect(isCodiceFiscale(changed) && !isValidForStdnum(changed)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with stdnum on a changed name, year, place or check letter, where the day stays good', () => {
    const elsewhere = fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15);
    fc.assert(
      fc.property(codes, elsewhere, fc.constantFrom(...CHARACTERS), (code, position, character) => {
        const changed = code.slice(0, position) + character + code.slice(position + 1);
        expect(isCodiceFiscale(changed)).toBe(isValidForStdnum(changed));
      }),
      { numRuns: 500 },
    );
  });
});

describe('codiceFiscaleCheckLetter', () => {
  it('is the only letter that stdnum takes', () => {
    fc.assert(
      fc.property(first15, (start) => {
        expect(LETTERS.filter((letter) => isValidForStdnum(start + letter))).toEqual([codiceFiscaleCheckLetter(start)]);
      }),
    );
  });
});

describe('normaliseCodiceFiscale', () => {
  it('takes a code as people copy it, in lower case and with spaces', () => {
    expect(normaliseCodiceFiscale(' rss mra 80a01 h501u ')).toBe('RSSMRA80A01H501U');
  });
});

describe('what a codice fiscale says of the birth', () => {
  it.each([
    ['BNCNNA85D52H612Q', '1985-04-12', 'H612'],
    ['CSOZOE07P63L781E', '2007-09-23', 'L781'],
    ['HXHLRE90B68Z100W', '1990-02-28', 'Z100'],
    ['RSSMRA80A01H50MM', '1980-01-01', 'H501'],
  ])('%s: %s at %s', (written, day, place) => {
    const code = codiceFiscaleSchema.parse(written);
    expect(birthDateIn(code, '2026-06-01')).toBe(day);
    expect(birthPlaceIn(code)).toBe(place);
  });

  it('takes the day before this century when it is still to come in it', () => {
    const code = codiceFiscaleSchema.parse('CSOZOE07P63L781E');
    expect(birthDateIn(code, '2007-09-23')).toBe('2007-09-23');
    expect(birthDateIn(code, '2007-09-22')).toBe('1907-09-23');
  });
});
