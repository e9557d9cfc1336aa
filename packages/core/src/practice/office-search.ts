import { isCodiceFiscale, normaliseCodiceFiscale } from '../person/codice-fiscale.ts';

/** Longest text that is searched, in characters: two names and two surnames with room to spare. */
export const MAX_SEARCH = 60;

/** What somebody of the office looks for, recognised by how it is written. */
export type OfficeSearch =
  /** Of the applicant or of a beneficiary. */
  | { readonly kind: 'codice_fiscale'; readonly code: string }
  /** Of the request or of the answer, as the registry writes it; of any year when none is given. */
  | { readonly kind: 'protocollo'; readonly number: string; readonly year: number | null }
  | { readonly kind: 'codice'; readonly code: string }
  /** Words of a name, each perhaps only begun. What has the shape of a practice's code as well ("Castagna") is looked for as both. */
  | { readonly kind: 'nome'; readonly text: string; readonly code: string | null };

const PROTOCOL = /^(\d{1,7})(?:\s*\/\s*(\d{4}))?$/u;
/** See `practiceCode`. */
const CODE = /^([2-9A-HJKMNP-TV-Z]{4})(-?)([2-9A-HJKMNP-TV-Z]{4})$/u;
/** Given by the tax office before the person has one of their own. */
const TEMPORARY_CODE = /^\d{11}$/u;

/** @returns null when nothing was typed */
export const readSearch = (typed: string): OfficeSearch | null => {
  const text = typed.replaceAll(/\s+/gu, ' ').trim().slice(0, MAX_SEARCH);
  if (text === '') return null;
  const words = text.split(' ').map(normaliseCodiceFiscale);
  const code = [normaliseCodiceFiscale(text), ...words].find(
    (word) => isCodiceFiscale(word) || TEMPORARY_CODE.test(word),
  );
  if (code !== undefined) return { kind: 'codice_fiscale', code };
  const [, number, year] = PROTOCOL.exec(text) ?? [];
  if (number !== undefined) {
    return { kind: 'protocollo', number: number.padStart(7, '0'), year: year === undefined ? null : Number(year) };
  }
  const [, first, dash, second] = CODE.exec(text.toUpperCase()) ?? [];
  if (first === undefined) return { kind: 'nome', text, code: null };
  const written = `${first}-${second}`;
  return dash === '-' || /\d/u.test(written)
    ? { kind: 'codice', code: written }
    : { kind: 'nome', text, code: written };
};
