const INDENT = '  ';
/** A stranger may have sent a message of thousands of elements, one in the other. */
const MOST_LEVELS = 20;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * XML for people to read: an element on each line, indented. It need not be well formed: a register keeps also what was refused,
 * and only the beginning of what was long. The line breaks are ours, so no signature can be verified over this.
 */
export const readableXml = (xml: string): string => {
  let level = 0;
  return xml
    .split(/(?<=>)(?=<)/u)
    .map((piece) => {
      const change = count(piece, /<[^/!?]/gu) - count(piece, /<\/|\/>/gu);
      const at = piece.startsWith('</') ? level + change : level;
      level = Math.max(0, level + change);
      return INDENT.repeat(Math.min(MOST_LEVELS, Math.max(0, at))) + piece;
    })
    .join('\n');
};
