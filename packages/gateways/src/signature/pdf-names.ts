/** What is read at a time. */
const PIECE = 1024 * 1024;
/** Longer than any name that is looked for, and what tells that it is over. */
const OVERLAP = 64;

const hexadecimal = (character: string): string =>
  character
    .charCodeAt(0)
    .toString(16)
    .replaceAll(/[a-f]/gu, (digit) => `[${digit}${digit.toUpperCase()}]`);

/** A name as it may be written: each character by itself or as `#xx` (ISO 32000-1 7.3.5). */
const written = (name: string): RegExp =>
  new RegExp(
    `/${[...name].map((character) => `(?:${character}|#${hexadecimal(character)})`).join('')}(?![^\\0\\s()<>\\[\\]{}/%])`,
    'gu',
  );

/** The places where a name stands in a PDF, whatever is around it: where it begins, and where it is over. */
export const placesOfName = function* (
  file: Buffer,
  name: string,
): Generator<{ readonly at: number; readonly after: number }> {
  const expression = written(name);
  for (let start = 0; start < file.length; start += PIECE) {
    const piece = file.toString('latin1', start, start + PIECE + OVERLAP);
    for (const { index, 0: text } of piece.matchAll(expression)) {
      if (index < PIECE) yield { at: start + index, after: start + index + text.length };
    }
  }
};

/** A text of a PDF in which each name is written in clear. */
export const withPlainNames = (text: string): string =>
  text.replaceAll(/#([0-9A-Fa-f]{2})/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
