import { CONTENT_WIDTH, PAGE, type TextStyle } from './paper.ts';
import type { Box, Sheet } from './sheet.ts';

export interface ParagraphLook {
  readonly style: TextStyle;
  /** White space below. */
  readonly after: number;
  /** How much of what follows must be on the same page. */
  readonly keepWithNext?: number;
  /** Where it stands; none: the whole width. */
  readonly box?: Box;
}

const FULL_WIDTH: Box = { x: PAGE.side, width: CONTENT_WIDTH };

/** Writes a heading or a paragraph, that goes on over as many pages as it needs. */
export const writeParagraph = (
  sheet: Sheet,
  tag: 'H1' | 'H2' | 'P',
  text: string,
  { style, after, keepWithNext = 0, box = FULL_WIDTH }: ParagraphLook,
): void => {
  const lines = sheet.wrap(text, style, box.width);
  if (keepWithNext > 0 && sheet.room < lines.length * style.leading + after + keepWithNext) sheet.newPage();
  const element = sheet.open(tag);
  let written = 0;
  while (written < lines.length) {
    if (sheet.room < style.leading) sheet.newPage();
    const part = lines.slice(written, written + Math.floor(sheet.room / style.leading));
    sheet.write(element, part, style, box);
    sheet.moveDown(part.length * style.leading);
    written += part.length;
  }
  element.end();
  sheet.moveDown(after);
};
