import { looksSigned } from '../signature/looks-signed.ts';

const OCTETS = 0x04;
const CONSTRUCTED = 0x20;
/** ContentInfo, its content, SignedData, EncapsulatedContentInfo, its content (RFC 5652). */
const PATH = [0x30, 0xa0, 0x30, 0x30, 0xa0];
/** A string of octets in pieces. */
const OCTETS_IN_PIECES = 0x24;
/** Nothing that is real goes so deep. */
const MAX_DEPTH = 64;
/** Longer lengths are of no file. */
const MAX_LENGTH_BYTES = 6;

interface Opened {
  readonly tag: number;
  /** Where it ends, from the beginning of the file; null until its mark comes. */
  readonly end: number | null;
}

/** Takes the content out of a CMS SignedData, in BER, as it arrives. Nothing comes out of anything else. */
const readBer = () => {
  let header: number[] = [];
  let at = 0;
  const opened: Opened[] = [];
  let [left, wanted, lost, whole] = [0, false, false, false];

  const isContent = (tag: number): boolean =>
    tag === OCTETS &&
    opened.length >= PATH.length &&
    opened.every((one, depth) => one.tag === (PATH[depth] ?? OCTETS_IN_PIECES));

  /** The length that a header says, null of one whose end is marked; undefined when there is more to come. */
  const lengthOf = ([, first, ...more]: readonly number[]): number | null | undefined => {
    if (first === undefined || first === 0x80) return first === undefined ? undefined : null;
    if (first < 0x80) return first;
    const count = first - 0x80;
    lost ||= count > MAX_LENGTH_BYTES;
    return more.length < count ? undefined : more.reduce((length, byte) => length * 256 + byte, 0);
  };

  const onHeader = (tag: number, length: number | null): void => {
    // What has a length is not ended by the mark of what has none.
    if (tag === 0 && length === 0 && opened.at(-1)?.end === null) {
      opened.pop();
    } else if ((tag & CONSTRUCTED) !== 0) {
      opened.push({ tag, end: length === null ? null : at + length });
    } else {
      lost ||= length === null;
      [left, wanted] = [length ?? 0, isContent(tag)];
    }
    lost ||= opened.length > MAX_DEPTH;
  };

  const closeWhatEnds = (): void => {
    while (opened.at(-1)?.end === at) opened.pop();
    const end = opened.at(-1)?.end ?? null;
    lost ||= end !== null && end < at;
    whole = opened.length === 0;
  };

  return {
    write(chunk: Uint8Array): readonly Uint8Array[] {
      const found: Uint8Array[] = [];
      let place = 0;
      while (place < chunk.length && !lost && !whole) {
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
        if (left === 0 && header.length === 0) closeWhatEnds();
      }
      return found;
    },
    /** Whether all of it has come and was understood. */
    isRead: () => whole && !lost,
  };
};

const BEGIN = /^\s*-----BEGIN (?:PKCS7|CMS)-----/u;
const TEXT = /^[\sA-Za-z0-9+/=-]*$/u;
/** By which the form of a file is known, and in which the line stands that a PEM begins with. */
const HEAD_BYTES = 200;

/** Reads base64 as it arrives, up to the first `-`, with which a PEM ends. */
const readBase64 = () => {
  let [kept, ended] = ['', false];
  return (text: string): Uint8Array => {
    if (ended) return Buffer.alloc(0);
    kept += text;
    const end = kept.indexOf('-');
    if (end !== -1) [kept, ended] = [kept.slice(0, end), true];
    kept = kept.replaceAll(/\s+/gu, '');
    const whole = ended ? kept.length : kept.length - (kept.length % 4);
    const bytes = Buffer.from(kept.slice(0, whole), 'base64');
    kept = kept.slice(whole);
    return bytes;
  };
};

/** What was signed in a `.p7m`, as it arrives. */
export interface SignedContent {
  /** @returns the parts of the content that are in the next bytes; of a file that is nothing of the kind there are none */
  write(chunk: Uint8Array): readonly Uint8Array[];
  /** The file is whole. @returns the parts that are left, and whether there may be something signed in it that did not come out */
  end(): { readonly parts: readonly Uint8Array[]; readonly mayHide: boolean };
}

/**
 * Takes what was signed out of a `.p7m` (DER, BER, base64, PEM) as it arrives, in memory that does not grow with it. It verifies
 * nothing.
 */
export const signedContent = (): SignedContent => {
  const ber = readBer();
  const base64 = readBase64();
  let head: Buffer | null = Buffer.alloc(0);
  let isSigned = false;
  let read: (chunk: Uint8Array) => readonly Uint8Array[] = () => [];

  const begin = (first: Buffer): readonly Uint8Array[] => {
    head = null;
    isSigned = looksSigned(first);
    const text = first.toString('latin1');
    if (first[0] === PATH[0]) read = ber.write;
    else if (TEXT.test(text.replace(BEGIN, '').slice(0, 64))) {
      read = (chunk) => ber.write(base64(Buffer.from(chunk).toString('latin1')));
      return ber.write(base64(text.replace(BEGIN, '')));
    }
    return read(first);
  };

  return {
    write(chunk) {
      if (head === null) return read(chunk);
      head = Buffer.concat([head, chunk]);
      return head.length < HEAD_BYTES ? [] : begin(head);
    },
    end() {
      const parts = head === null ? [] : begin(head);
      return { parts, mayHide: isSigned && !ber.isRead() };
    },
  };
};
