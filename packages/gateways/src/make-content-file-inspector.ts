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
});
