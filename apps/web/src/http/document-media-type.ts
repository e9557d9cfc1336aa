import { type DocumentKind, mediaType } from '@stanza/core';

/** What a document of a practice is, for a download. */
export const documentMediaType = (kind: DocumentKind): string => mediaType(kind === 'risposta_firmata' ? 'p7m' : 'pdf');
