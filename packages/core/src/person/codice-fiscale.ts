import { z } from 'zod';

// Tables of the decree of 23 December 1976: value of a character in an odd place (counting from 1).
// biome-ignore format: a table is read by rows
const ODD_VALUES: Readonly<Record<string, number>> = {
  0: 1, 1: 0, 2: 5, 3: 7, 4: 9, 5: 13, 6: 15, 7: 17, 8: 19, 9: 21,
  A: 1, B: 0, C: 5, D: 7, E: 9, F: 13, G: 15, H: 17, I: 19, J: 21, K: 2, L: 4, M: 18, N: 20, O: 11, P: 3, Q: 6,
  R: 8, S: 12, T: 14, U: 16, V: 10, W: 22, X: 25, Y: 24, Z: 23,
};
const MONTHS = 'ABCDEHLMPRST';
/** Letters that stand for the digits 0-9 when two people would have the same code (omocodia). */
const OMOCODIA = 'LMNPQRSTUV';
const SHAPE = /^[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]$/;
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const digit = (character: string): string => {
  const index = OMOCODIA.indexOf(character);
  return index === -1 ? character : String(index);
};

/** The last letter of a codice fiscale, computed from its first fifteen characters (upper case). */
export const codiceFiscaleCheckLetter = (first15: string): string => {
  let sum = 0;
  [...first15].forEach((character, index) => {
    const even = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
    sum += index % 2 === 0 ? (ODD_VALUES[character] ?? 0) : even;
  });
  return String.fromCharCode(65 + (sum % 26));
};

/** Upper case, without the spaces people put in when they copy it from the card. */
export const normaliseCodiceFiscale = (typed: string): string => typed.replaceAll(/\s/gu, '').toUpperCase();

interface BirthInCode {
  /** The last two digits. */
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

const birthIn = (code: string): BirthInCode => {
  const numberAt = (from: number) => Number([...code.slice(from, from + 2)].map(digit).join(''));
  const writtenDay = numberAt(9);
  return {
    year: numberAt(6),
    month: MONTHS.indexOf(code.charAt(8)) + 1,
    day: writtenDay > 40 ? writtenDay - 40 : writtenDay,
  };
};

/**
 * Whether a normalised string is a codice fiscale of a person: shape, check letter, a day that its month has (29 February
 * only in a year that may be a leap year). Codes with omocodia letters are valid (reference standards.md §5.1).
 */
export const isCodiceFiscale = (code: string): boolean => {
  if (!SHAPE.test(code)) return false;
  if (codiceFiscaleCheckLetter(code.slice(0, 15)) !== code.slice(15)) return false;
  const { year, month, day } = birthIn(code);
  if (month === 2 && day === 29 && year % 4 !== 0) return false;
  return day >= 1 && day <= (DAYS_OF_MONTH[month - 1] ?? 0);
};

/**
 * Whether a codice fiscale is of somebody born on a day. A temporary one (eleven digits) does not say and is taken as it
 * is; so is anything that is no codice fiscale.
 * @param day `YYYY-MM-DD`
 */
export const isBornOn = (code: string, day: string): boolean => {
  if (!isCodiceFiscale(code)) return true;
  const { year, month, day: dayOfMonth } = birthIn(code);
  const two = (number: number) => String(number).padStart(2, '0');
  return day.slice(2) === `${two(year)}-${two(month)}-${two(dayOfMonth)}`;
};

/**
 * The day of birth that a codice fiscale says. It has two digits of the year alone: of two centuries the later one is taken, as far as
 * the day is not after `latest`.
 * @param latest the last day on which they can be born, `YYYY-MM-DD`
 */
export const birthDateIn = (code: CodiceFiscale, latest: string): string => {
  const { year, month, day } = birthIn(code);
  const two = (number: number) => String(number).padStart(2, '0');
  const inCentury = (century: number) => `${century}${two(year)}-${two(month)}-${two(day)}`;
  const century = Number(latest.slice(0, 2));
  return inCentury(century) <= latest ? inCentury(century) : inCentury(century - 1);
};

/** Belfiore code of the place of birth that a codice fiscale says, without omocodia letters: "H612". */
export const birthPlaceIn = (code: CodiceFiscale): string =>
  code.charAt(11) + [...code.slice(12, 15)].map(digit).join('');

/** @returns `F` or `M`, as the day of birth is written in a codice fiscale */
export const sexIn = (code: string): 'F' | 'M' => (Number([...code.slice(9, 11)].map(digit).join('')) > 40 ? 'F' : 'M');

const consonantsAndVowels = (name: string): readonly [string, string] => {
  const plain = name
    .normalize('NFD')
    .toUpperCase()
    .replaceAll(/[^A-Z]/gu, '');
  return [plain.replaceAll(/[AEIOU]/gu, ''), plain.replaceAll(/[^AEIOU]/gu, '')];
};

/**
 * The first six letters of the codice fiscale of people with this surname and name (decree of 23 December 1976): three consonants
 * of each, of a name with four or more the first, third and fourth; then vowels, then X.
 */
export const lettersOfName = (cognome: string, nome: string): string => {
  const [consonants, vowels] = consonantsAndVowels(nome);
  const ofName = consonants.length > 3 ? consonants.charAt(0) + consonants.slice(2, 4) : consonants;
  const three = (letters: string) => `${letters}XXX`.slice(0, 3);
  return three(consonantsAndVowels(cognome).join('')) + three(ofName + vowels);
};

/** Whether a codice fiscale begins as those of people with this surname and name do. */
export const isOfName = (code: string, cognome: string, nome: string): boolean =>
  code.slice(0, 6) === lettersOfName(cognome, nome);

export const codiceFiscaleSchema = z.string().refine(isCodiceFiscale).brand<'CodiceFiscale'>();
export type CodiceFiscale = z.infer<typeof codiceFiscaleSchema>;
