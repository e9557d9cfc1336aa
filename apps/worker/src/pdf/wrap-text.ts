/** Width of a text in points. */
export type Measure = (text: string) => number;

const graphemes = new Intl.Segmenter('it', { granularity: 'grapheme' });

/** Cuts a word in pieces no wider than the line, never inside what a reader takes for one letter. */
const cutWord = (word: string, width: number, measure: Measure): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const { segment } of graphemes.segment(word)) {
    const wide = measure(segment);
    if (piece !== '' && used + wide > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += segment;
    used += wide;
  }
  return [...pieces, piece];
};

const wrapParagraph = (paragraph: string, width: number, measure: Measure): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of paragraph.split(/(?<= )/u)) {
    const wide = measure(word.trimEnd());
    if (used + wide > width) {
      if (line !== '') lines.push(line);
      const pieces = wide > width ? cutWord(word.trimEnd(), width, measure) : [];
      lines.push(...pieces.slice(0, -1));
      line = '';
      used = 0;
      const rest = pieces.at(-1);
      const end = rest === undefined ? word : rest + word.slice(word.trimEnd().length);
      line = end;
      used = measure(end);
    } else {
      line += word;
      used += measure(word);
    }
  }
  return [...lines, line];
};

/**
 * Breaks a text into lines: at its new lines, at spaces when it can, inside a word when the word alone is too wide.
 * A line broken at a space keeps it at its end, so that copying or reading aloud does not join two words.
 *
 * @param width of the lines, in points
 */
export const wrapText = (text: string, width: number, measure: Measure): readonly string[] =>
  text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
