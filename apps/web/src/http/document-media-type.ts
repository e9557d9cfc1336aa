import { type DocumentKind, mediaType, type PracticeDocument, typeByName } from '@stanza/core';

/** What a document of a practice is, for a download: what the office encloses says so by its name (`fileNameFor`). */
export const documentMediaType = (kind: DocumentKind, { fileName }: PracticeDocument): string =>
  mediaType(kind === 'risposta_firmata' ? 'p7m' : (typeByName(fileName) ?? 'pdf'));
