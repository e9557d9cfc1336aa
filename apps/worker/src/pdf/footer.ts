import type { LetterHead } from '@stanza/core';
import { COLOURS, CONTENT_WIDTH, PAGE, STYLES } from './paper.ts';
import type { Sheet } from './sheet.ts';
import { FRAME } from './texts.it.ts';

const TOP = PAGE.height - PAGE.bottom + 20;
const PAGE_NUMBER_WIDTH = 110;
const STYLE = STYLES.footer;

/**
 * Writes the foot of a page: who, the portal, which page of how many. It repeats on all of them, so it is no content.
 * A name or an address too long for its line is cut short.
 */
export const writeFooter = (sheet: Sheet, head: LetterHead, page: number, pages: number): void => {
  const width = CONTENT_WIDTH - PAGE_NUMBER_WIDTH;
  const box = { x: PAGE.side, width };
  const [ente = ''] = sheet.wrap(head.ente, STYLE, width);
  const [portal = ''] = sheet.wrap(FRAME.portal(head.portalUrl), STYLE, width);
  sheet.decorate('Pagination', (document) => {
    document.rect(PAGE.side, TOP, CONTENT_WIDTH, 0.7).fill(COLOURS.rule);
    sheet.line(ente, STYLE, box, TOP + 8);
    sheet.line(portal, STYLE, box, TOP + 8 + STYLE.leading);
    const corner = { x: PAGE.side + width, width: PAGE_NUMBER_WIDTH, align: 'right' } as const;
    sheet.line(FRAME.page(page, pages), STYLE, corner, TOP + 8);
  });
};
