/**
 * Text as it may be kept and shown: Unicode NFC, Unix line ends, no control characters (but line ends and tabs), no
 * lone surrogates and no marks that change direction or cannot be seen, which could make a text read as something it
 * does not say.
 */
export const cleanText = (typed: string): string =>
  typed
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[^\P{Cc}\n\t]|[\p{Cs}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    // Only now: letters and accents that a mark stood between become one.
    .normalize('NFC')
    .trim();
