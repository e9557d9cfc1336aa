import type { FileInspector, FileType } from '@stanza/core';
import { fileTypeFromBuffer } from 'file-type';
import { looksSigned } from './signature/looks-signed.ts';

const MIME: Readonly<Record<string, FileType>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
};

/** Words that make a browser read a file as a page, whatever its beginning says. */
const MARKUP = /<(?:!doctype html|html|script|svg|iframe)/iu;

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
    if (looksSigned(head)) return 'p7m';
    const type = MIME[(await fileTypeFromBuffer(head))?.mime ?? ''] ?? null;
    const text = Buffer.from(head).toString('latin1');
    // Some readers look for "%PDF-" anywhere in the first kilobyte: what comes before it could be anything.
    if (type === 'pdf' && !text.startsWith('%PDF-')) return null;
    if (type !== 'pdf' && text.slice(0, 1024).includes('%PDF-')) return null;
    return type !== null && MARKUP.test(text) ? null : type;
  },
  isArchive: (tail) => endsAsArchive(Buffer.from(tail)),
});
