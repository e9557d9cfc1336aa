const OCTETS = 0x04;
const CONSTRUCTED = 0x20;
/** ContentInfo, its content, SignedData, EncapsulatedContentInfo, its content (RFC 5652). */
const PATH = [0x30, 0xa0, 0x30, 0x30, 0xa0];
/** A string of octets in pieces. */
const OCTETS_IN_PIECES = 0x24;

interface Opened {
  readonly tag: number;
  /** Where it ends, from the beginning of the file; null until its mark comes. */
  readonly end: number | null;
}

/** Takes the content out of a CMS SignedData, in BER, as it arrives. Nothing comes out of anything else. */
const readBer = () => {
  let header: number[] = [];
  let at = 0;
  let opened: Opened[] = [];
  let [left, wanted, lost] = [0, false, false];

  const isContent = (tag: number): boolean =>
    tag === OCTETS &&
    opened.length >= PATH.length &&
    opened.every((one, depth) => one.tag === (PATH[depth] ?? OCTETS_IN_PIECES));

  /** The length that a header says, null of one whose end is marked; undefined when there is more to come. */
  const lengthOf = ([, first, ...more]: readonly number[]): number | null | undefined => {
    if (first === undefined || first === 0x80) return first === undefined ? undefined : null;
    if (first < 0x80) return first;
    const count = first - 0x80;
    lost ||= count > 6;
    return more.length < count ? undefined : more.reduce((length, byte) => length * 256 + byte, 0);
  };

  const onHeader = (tag: number, length: number | null): void => {
    if (tag === 0 && length === 0) {
      opened = opened.slice(0, -1);
    } else if ((tag & CONSTRUCTED) !== 0) {
      opened.push({ tag, end: length === null ? null : at + length });
    } else {
      lost ||= length === null;
      [left, wanted] = [length ?? 0, isContent(tag)];
    }
    // Nothing that is real goes so deep.
    lost ||= opened.length > 64;
  };

  return (chunk: Uint8Array): readonly Uint8Array[] => {
    const found: Uint8Array[] = [];
    let place = 0;
    while (place < chunk.length && !lost) {
      if (left > 0) {
        const taken = Math.min(left, chunk.length - place);
        if (wanted) found.push(chunk.subarray(place, place + taken));
        [left, place, at] = [left - taken, place + taken, at + taken];
      } else {
        header.push(chunk[place] ?? 0);
        [place, at] = [place + 1, at + 1];
        const length = lengthOf(header);
        if (length !== undefined) {
          const tag = header[0] ?? 0;
          // Tags of several bytes are nowhere on the way to a content.
          lost ||= (tag & 0x1f) === 0x1f;
          header = [];
          onHeader(tag, length);
        }
      }
      if (left === 0 && header.length === 0) {
        while (opened.at(-1)?.end === at) opened.pop();
      }
    }
    return found;
  };
};

const BEGIN = /^\s*-----BEGIN [^\r\n]*-----/u;
const TEXT = /^[\sA-Za-z0-9+/=-]*$/u;

/** Reads base64, with or without the lines of PEM, as it arrives. */
const readBase64 = () => {
  let [kept, begun, ended] = ['', false, false];
  return (chunk: Uint8Array): Uint8Array => {
    if (ended) return Buffer.alloc(0);
    kept += Buffer.from(chunk).toString('latin1');
    // The first line is whole, or there is none to take away.
    if (!begun && kept.trimStart().startsWith('-') && !/\n/u.test(kept) && kept.length < 100) return Buffer.alloc(0);
    if (!begun) kept = kept.replace(BEGIN, '');
    begun = true;
    const end = kept.indexOf('-');
    if (end !== -1) [kept, ended] = [kept.slice(0, end), true];
    kept = kept.replaceAll(/\s+/gu, '');
    const whole = ended ? kept.length : kept.length - (kept.length % 4);
    const bytes = Buffer.from(kept.slice(0, whole), 'base64');
    kept = kept.slice(whole);
    return bytes;
  };
};

/**
 * Takes what was signed out of a `.p7m` (DER, BER, base64, PEM) as it arrives, in memory that does not grow with it. It verifies
 * nothing.
 * @returns gives the parts of the content that are in the next bytes; of a file that is nothing of the kind there are none
 */
export const signedContent = (): ((chunk: Uint8Array) => readonly Uint8Array[]) => {
  const ber = readBer();
  const base64 = readBase64();
  let form: 'binary' | 'text' | 'other' | null = null;
  return (chunk) => {
    if (chunk.length === 0) return [];
    form ??=
      chunk[0] === PATH[0]
        ? 'binary'
        : TEXT.test(Buffer.from(chunk.subarray(0, 64)).toString('latin1'))
          ? 'text'
          : 'other';
    if (form === 'other') return [];
    return ber(form === 'binary' ? chunk : base64(chunk));
  };
};
