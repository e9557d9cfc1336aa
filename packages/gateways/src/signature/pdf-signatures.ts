import { dictionaryAround, formIn, instantIn, type SignatureDictionary } from './pdf-dictionary.ts';
import { placesOfName, withPlainNames } from './pdf-names.ts';

/** More signatures than any document has. */
const MAX_SIGNATURES = 50;
/** How often words that are looked for may stand in a file, in a text about them for example. */
const MAX_PLACES = 1000;
/** Of a CMS in hexadecimal digits: certificates, lists of what was revoked and time-stamps fit in. */
const MAX_CONTENTS = 4_194_304;
const RANGE = /^\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/u;
const OF_SIGNATURE = /\/(?:SubFilter|Contents|Type\s*\/Sig)(?![A-Za-z])/u;
const HEX = /^<[0-9A-Fa-f\s]*>$/u;
const END_OF_FILE = '%%EOF';
const BLANKS = /[\0\t\n\f\r ]*$/u;

/** A signature of a PDF, as it stands in the file (ISO 32000-1 12.8). */
export interface PdfSignature {
  /** How it is made: /SubFilter. Empty when it is not said. */
  readonly form: string;
  /** The CMS of /Contents, with the zeros behind it; empty when it is not where it must be. */
  readonly cms: Uint8Array;
  /** The two pieces of the file that are signed; null when they are not all of it, or of an earlier revision, but /Contents. */
  readonly signed: readonly [Uint8Array, Uint8Array] | null;
  /** When it was signed, as the dictionary says. */
  readonly signedAt: Date | null;
  /** Something was added to the file after it. */
  readonly changedAfter: boolean;
}

interface Found {
  readonly signature: PdfSignature;
  readonly dictionary: SignatureDictionary;
}

const NOTHING = Buffer.alloc(0);

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** Whether an earlier revision of the file ends here. */
const isEndOfRevision = (file: Buffer, end: number): boolean =>
  textOf(file.subarray(Math.max(0, end - 64), end))
    .replace(BLANKS, '')
    .endsWith(END_OF_FILE);

const isOnlyBlank = (rest: Uint8Array): boolean => rest.length < 64 && textOf(rest).replace(BLANKS, '') === '';

/** What begins like a signature and cannot be understood: whoever opens the file may see one. */
const notUnderstood = (dictionary: SignatureDictionary): Found => ({
  signature: {
    form: formIn(dictionary),
    cms: NOTHING,
    signed: null,
    signedAt: instantIn(dictionary),
    changedAfter: false,
  },
  dictionary,
});

const isContentsBefore = (file: Buffer, at: number): boolean =>
  withPlainNames(file.toString('latin1', Math.max(0, at - 64), at))
    .trimEnd()
    .endsWith('/Contents');

/** The signature whose /ByteRange is over at a place; null when there is none: the words may be part of something else. */
const signatureAt = (file: Buffer, at: number, after: number): Found | null => {
  const numbers = RANGE.exec(file.toString('latin1', after, after + 128))
    ?.slice(1)
    .map(Number);
  const [start = 0, gapStart = 0, gapEnd = 0, length = 0] = numbers ?? [];
  if (numbers === undefined || gapStart >= gapEnd || gapEnd > file.length) {
    const dictionary = dictionaryAround(file, at, [at, at]);
    return OF_SIGNATURE.test(dictionary.text) ? notUnderstood(dictionary) : null;
  }
  const dictionary = dictionaryAround(file, at, [gapStart, gapEnd]);
  if (!isContentsBefore(file, gapStart)) {
    const here = dictionaryAround(file, at, [at, at]);
    return OF_SIGNATURE.test(here.text) || formIn(dictionary) !== '' ? notUnderstood(here) : null;
  }
  const written = file.toString('latin1', gapStart, Math.min(gapEnd, gapStart + MAX_CONTENTS));
  const end = gapEnd + length;
  const isWhole = start === 0 && HEX.test(written) && end <= file.length;
  const isAtEnd = isOnlyBlank(file.subarray(end));
  const signature = {
    form: formIn(dictionary),
    cms: isWhole ? Buffer.from(written.slice(1, -1).replaceAll(/\s+/gu, ''), 'hex') : NOTHING,
    signed:
      isWhole && (isAtEnd || isEndOfRevision(file, end))
        ? ([file.subarray(0, gapStart), file.subarray(gapEnd, end)] as const)
        : null,
    signedAt: instantIn(dictionary),
    changedAfter: !isAtEnd,
  };
  return { signature, dictionary };
};

/** The signature without a /ByteRange that is called one at a place (`/Type /Sig`); null when there is none. */
const namedAt = (file: Buffer, at: number): Found | null => {
  const before = withPlainNames(file.toString('latin1', Math.max(0, at - 64), at)).trimEnd();
  if (!before.endsWith('/Type')) return null;
  const dictionary = dictionaryAround(file, at, [at, at]);
  return /\/Contents(?![A-Za-z])/u.test(dictionary.text) ? notUnderstood(dictionary) : null;
};

/**
 * The signatures of a PDF, in the order in which they stand in it. It is looked through for /ByteRange, which is always written
 * where it can be seen, and not parsed; what looks like a signature and is not understood is one that signs nothing. Null when there are too many.
 */
export const pdfSignatures = (pdf: Uint8Array): readonly PdfSignature[] | null => {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const found: Found[] = [];
  let places = 0;
  for (const { at, after } of placesOfName(file, 'ByteRange')) {
    const one = signatureAt(file, at, after);
    if (one !== null) found.push(one);
    places += 1;
    if (found.length > MAX_SIGNATURES || places > MAX_PLACES) return null;
  }
  for (const { at } of placesOfName(file, 'Sig')) {
    const isKnown = found.some(({ dictionary: { from, to } }) => from <= at && at < to);
    const one = isKnown ? null : namedAt(file, at);
    if (one !== null) found.push(one);
    places += 1;
    if (found.length > MAX_SIGNATURES || places > 2 * MAX_PLACES) return null;
  }
  return found.map(({ signature }) => signature);
};
