import { withPlainNames } from './pdf-names.ts';

/** Of a dictionary before and after a place; what is farther away is not of it. */
const MAX_DICTIONARY = 16_384;
const SUB_FILTER = /\/SubFilter\s*\/([A-Za-z0-9.]+)/gu;
const SIGNED_AT = /\/M\s*\((\d+)\)/u;
const DATE = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)?)?/u;

/** The dictionary of a signature without its /Contents. */
export interface SignatureDictionary {
  /** As it is written, with the number of each string in the place of what it says. */
  readonly text: string;
  readonly strings: readonly string[];
  /** Where it begins and ends in the file. */
  readonly from: number;
  readonly to: number;
}

/** Takes the strings (`(...)`, one in another, with what is escaped) out of a text: what a string says is no part of a dictionary. */
const withoutStrings = (text: string): Pick<SignatureDictionary, 'text' | 'strings'> => {
  const strings: string[] = [];
  let [left, said, depth] = ['', '', 0];
  for (const piece of text.match(/\\.|[()]|[^\\()]+|\\/gsu) ?? []) {
    if (piece === ')' && depth === 1) {
      left += `(${strings.length})`;
      strings.push(said);
      said = '';
    }
    if (depth > 0 && !(piece === ')' && depth === 1)) said += piece;
    if (depth === 0 && piece !== '(' && piece !== ')') left += piece;
    if (piece === '(') depth += 1;
    if (piece === ')') depth = Math.max(0, depth - 1);
  }
  return { text: withPlainNames(left), strings };
};

/**
 * The dictionary around a place, as far as the object goes.
 * @param gap what lies between its beginning and its end and is no part of it
 */
export const dictionaryAround = (file: Buffer, at: number, gap: readonly [number, number]): SignatureDictionary => {
  const text = (from: number, to: number) => file.toString('latin1', Math.max(0, from), Math.max(0, to));
  const [first, last] = [Math.min(at, gap[0]), Math.max(at, gap[1])];
  const before = text(first - MAX_DICTIONARY, first);
  const after = text(last, last + MAX_DICTIONARY);
  const between =
    at < gap[0] ? text(at, Math.min(gap[0], at + MAX_DICTIONARY)) : text(gap[1], Math.min(at, gap[1] + MAX_DICTIONARY));
  const begin = before.lastIndexOf('obj') + 3;
  const end = after.indexOf('endobj');
  const whole = `${before.slice(begin)}${between}${end === -1 ? after : after.slice(0, end)}`;
  return {
    ...withoutStrings(whole),
    from: first - before.length + begin,
    to: last + (end === -1 ? after.length : end),
  };
};

/** /SubFilter: how a signature is made. Empty when it is not said, or said twice. */
export const formIn = ({ text }: SignatureDictionary): string => {
  const [form, ...others] = [...text.matchAll(SUB_FILTER)].map((match) => match[1] ?? '');
  return form === undefined || others.length > 0 ? '' : form;
};

/** /M: when it was signed, as the dictionary says. */
export const instantIn = ({ text, strings }: SignatureDictionary): Date | null => {
  const said = strings[Number(SIGNED_AT.exec(text)?.[1] ?? -1)] ?? '';
  const [, year, month, day, hour, minute, second, zone = '+00', zoneMinutes = '00'] = DATE.exec(said) ?? [];
  if (year === undefined) return null;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}:${zoneMinutes}`);
  return Number.isNaN(at.getTime()) ? null : at;
};
