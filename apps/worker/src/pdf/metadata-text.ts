/**
 * A text for the metadata of a document. pdfkit copies it as it is into XML (XMP), where these three signs would be
 * markup, and PDF/A wants the same text in both of the places where it is written.
 */
export const metadataText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replaceAll('&', 'e')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .trim();
