import { type DocumentKind, mediaType, type PracticeDocument } from '@stanza/core';

/** What a document of a practice is, for a download: what the office encloses says so by its name (`withEnding`). */
export const documentMediaType = (kind: DocumentKind, { fileName }: PracticeDocument): string =>
  mediaType(kind === 'risposta_firmata' || fileName.toLowerCase().endsWith('.p7m') ? 'p7m' : 'pdf');
