import type { FileInspector, FileType } from '@stanza/core';
import { fileTypeFromBuffer } from 'file-type';

const MIME: Readonly<Record<string, FileType>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
};

/** Words that make a browser read a file as a page, whatever its beginning says. */
const MARKUP = /<(?:!doctype html|html|script|svg|iframe)/iu;

/** 1.2.840.113549.1.7.2, signedData, as DER writes it. */
const SIGNED_DATA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const SEQUENCE = 0x30;
const PEM = /^-----BEGIN (?:PKCS7|CMS)-----\s+/u;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/u;

/** A ContentInfo begins with a SEQUENCE, whose length takes one to six bytes, and the type of its content. */
const isSignedData = (bytes: Uint8Array): boolean => {
  if (bytes[0] !== SEQUENCE) return false;
  const length = bytes[1] ?? 0;
  const start = 2 + (length > 0x80 ? length - 0x80 : 0);
  return start <= 6 && SIGNED_DATA.every((byte, index) => bytes[start + index] === byte);
};

const isTextSignedData = (head: Uint8Array): boolean => {
  const text = Buffer.from(head).toString('latin1').replace(PEM, '');
  const start = text.slice(0, 64);
  return BASE64.test(start) && isSignedData(Buffer.from(start, 'base64'));
};

/** How the end of a ZIP archive begins, and how long it is without its comment (APPNOTE 4.3.16). */
const END_OF_ARCHIVE = Buffer.from('PK\u0005\u0006', 'latin1');
const END_BYTES = 22;

/**
 * The end of an archive says how long the comment after it is. Of a file in a file, as of a document attached to a PDF, it does not come out at
 * the end of the whole.
 */
const endsAsArchive = (tail: Buffer): boolean => {
  for (let at = tail.lastIndexOf(END_OF_ARCHIVE); at !== -1; at = tail.lastIndexOf(END_OF_ARCHIVE, at - 1)) {
    const left = tail.length - at - END_BYTES;
    if (left >= 0 && tail.readUInt16LE(at + END_BYTES - 2) === left) return true;
    if (at === 0) return false;
  }
  return false;
};

/**
 * Tells a file's type by what is in it. A PDF or an image with markup in its first bytes is refused: it could be served
 * as a page to whoever opens it; so is an image that some readers would open as a PDF.
 */
export const makeContentFileInspector = (): FileInspector => ({
  async inspect(head) {
    if (isSignedData(head) || isTextSignedData(head)) return 'p7m';
    const type = MIME[(await fileTypeFromBuffer(head))?.mime ?? ''] ?? null;
    const text = Buffer.from(head).toString('latin1');
    // Some readers look for "%PDF-" anywhere in the first kilobyte: what comes before it could be anything.
    if (type === 'pdf' && !text.startsWith('%PDF-')) return null;
    if (type !== 'pdf' && text.slice(0, 1024).includes('%PDF-')) return null;
    return type !== null && MARKUP.test(text) ? null : type;
  },
  isArchive: (tail) => endsAsArchive(Buffer.from(tail)),
});
