import { describe, expect, it } from '@jest/globals';
import type { DocumentKind } from '@stanza/core';
import { documentMediaType } from './document-media-type.ts';

describe('the media type of a document of a practice', () => {
  it.each<readonly [DocumentKind, string, string]>([
    ['contenuto', 'planimetria.jpeg', 'image/jpeg'],
    ['contenuto', 'planimetria.PNG', 'image/png'],
    ['contenuto', 'certificato.pdf', 'application/pdf'],
    ['documento', 'certificato.pdf.p7m', 'application/pkcs7-mime'],
    ['risposta', 'risposta', 'application/pdf'],
    ['risposta_firmata', 'risposta', 'application/pkcs7-mime'],
  ])('of «%s» called %s is %s', (kind, fileName, expected) => {
    expect(documentMediaType(kind, { fileName, sha256: '', size: 1 })).toBe(expected);
  });
});
