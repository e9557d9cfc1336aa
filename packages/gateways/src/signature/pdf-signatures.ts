/** More signatures than any document has. */
const MAX_SIGNATURES = 50;
/** Of a signature's dictionary before and after its /Contents; what is farther away is not of it. */
const MAX_DICTIONARY = 16_384;
/** Of a CMS in hexadecimal digits: certificates, lists of what was revoked and time-stamps fit in. */
const MAX_CONTENTS = 4_194_304;
const RANGE = /^\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/u;
const SUB_FILTER = /\/SubFilter\s*\/([A-Za-z0-9.]+)/u;
const SIGNED_AT = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)?)?/u;
const HEX = /^<[0-9A-Fa-f\s]*>$/u;
const END_OF_FILE = '%%EOF';
const BLANKS = /[\0\t\n\f\r ]*$/u;

/** A signature of a PDF, as it stands in the file (ISO 32000-1 12.8). */
export interface PdfSignature {
  /** How it is made: /SubFilter. Empty when it is not said. */
  readonly form: string;
  /** The CMS of /Contents, with the zeros behind it. */
  readonly cms: Uint8Array;
  /** The two pieces of the file that are signed; null when they are not all of it, or of an earlier revision, but /Contents. */
  readonly signed: readonly [Uint8Array, Uint8Array] | null;
  /** When it was signed, as the dictionary says. */
  readonly signedAt: Date | null;
  /** Something was added to the file after it. */
  readonly changedAfter: boolean;
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** The dictionary of a signature without its /Contents, as text. */
const dictionaryAround = (file: Buffer, at: number, gap: readonly [number, number]): string => {
  const [first, last] = [Math.min(at, gap[0]), Math.max(at, gap[1])];
  const before = textOf(file.subarray(Math.max(0, first - MAX_DICTIONARY), first));
  const after = textOf(file.subarray(last, last + MAX_DICTIONARY));
  const between =
    at < gap[0]
      ? file.subarray(at, Math.min(gap[0], at + MAX_DICTIONARY))
      : file.subarray(gap[1], Math.min(at, gap[1] + MAX_DICTIONARY));
  const end = after.indexOf('endobj');
  return `${before.slice(before.lastIndexOf('obj') + 3)}${textOf(between)}${end === -1 ? after : after.slice(0, end)}`;
};

const instantOf = (dictionary: string): Date | null => {
  const [, year, month, day, hour, minute, second, zone = '+00', zoneMinutes = '00'] = SIGNED_AT.exec(dictionary) ?? [];
  if (year === undefined) return null;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}:${zoneMinutes}`);
  return Number.isNaN(at.getTime()) ? null : at;
};

/** Whether an earlier revision of the file ends here. */
const isEndOfRevision = (file: Buffer, end: number): boolean =>
  textOf(file.subarray(Math.max(0, end - 64), end))
    .replace(BLANKS, '')
    .endsWith(END_OF_FILE);

const isOnlyBlank = (rest: Uint8Array): boolean => rest.length < 64 && textOf(rest).replace(BLANKS, '') === '';

/** The signature whose /ByteRange stands at a place; null when there is none: the words may be part of something else. */
const signatureAt = (file: Buffer, at: number): PdfSignature | null => {
  const numbers = RANGE.exec(textOf(file.subarray(at, at + 128)))
    ?.slice(1)
    .map(Number);
  const [start = 0, gapStart = 0, gapEnd = 0, length = 0] = numbers ?? [];
  if (numbers === undefined || gapStart >= gapEnd || gapEnd > file.length) return null;
  const written = textOf(file.subarray(gapStart, Math.min(gapEnd, gapStart + MAX_CONTENTS)));
  const dictionary = dictionaryAround(file, at, [gapStart, gapEnd]);
  const isContents = textOf(file.subarray(Math.max(0, gapStart - 32), gapStart))
    .trimEnd()
    .endsWith('/Contents');
  const form = SUB_FILTER.exec(dictionary)?.[1] ?? '';
  if (form === '' && !isContents) return null;
  const end = gapEnd + length;
  const isWhole = start === 0 && isContents && HEX.test(written) && end <= file.length;
  const isAtEnd = isOnlyBlank(file.subarray(end));
  return {
    form,
    cms: Buffer.from(written.slice(1, -1).replaceAll(/\s+/gu, ''), 'hex'),
    signed:
      isWhole && (isAtEnd || isEndOfRevision(file, end))
        ? [file.subarray(0, gapStart), file.subarray(gapEnd, end)]
        : null,
    signedAt: instantOf(dictionary),
    changedAfter: !isAtEnd,
  };
};

/**
 * The signatures of a PDF, in the order in which they stand in it. It is looked through for /ByteRange, which is always written in
 * clear, and not parsed. Null when there are too many.
 */
export const pdfSignatures = (pdf: Uint8Array): readonly PdfSignature[] | null => {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const found: PdfSignature[] = [];
  for (let at = file.indexOf('/ByteRange'); at !== -1; at = file.indexOf('/ByteRange', at + 1)) {
    const signature = signatureAt(file, at);
    if (signature !== null) found.push(signature);
    if (found.length > MAX_SIGNATURES) return null;
  }
  return found;
};
