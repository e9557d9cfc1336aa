const MISSING = '□';
const LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/gu;
/** Controls (but the line feed), and what changes how others are drawn: joiners, direction marks, soft hyphens. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;
const ADDED_TO_A_LETTER = /^[\p{M}\p{Emoji_Modifier}]$/u;
const PRIVATE = /^\p{Co}$/u;

const drawn = (character: string, characters: ReadonlySet<number>): string => {
  if (characters.has(character.codePointAt(0) ?? 0) && !PRIVATE.test(character)) return character;
  return ADDED_TO_A_LETTER.test(character) ? '' : MISSING;
};

/**
 * A text that a font can draw: accents joined to their letters (NFC), line ends as `\n`, tabs as spaces, nothing
 * invisible. A character that the font lacks becomes "□", because PDF/A-2 forbids to draw the glyph ".notdef"
 * (ISO 19005-2, 6.2.11.8).
 *
 * @param characters the code points of the font
 */
export const printableText = (text: string, characters: ReadonlySet<number>): string =>
  Array.from(
    text
      .toWellFormed()
      .normalize('NFC')
      .replace(LINE_END, '\n')
      .replaceAll('\t', ' ')
      .replace(INVISIBLE, (character) => (character === '\n' ? '\n' : '')),
    (character) => (character === '\n' ? '\n' : drawn(character, characters)),
  ).join('');
