import type { FaceName } from './fonts.ts';

/** A4 and its margins; here and in all that follows a length is in points, 1/72 of an inch. */
export const PAGE = { width: 595.28, height: 841.89, top: 56, bottom: 86, side: 60 } as const;

export const CONTENT_WIDTH = PAGE.width - 2 * PAGE.side;

/** How a text looks. */
export interface TextStyle {
  readonly face: FaceName;
  readonly size: number;
  /** From one line to the next. */
  readonly leading: number;
  readonly colour: string;
}

const INK = '#17212b';
const SOFT_INK = '#45525f';

export const STYLES = {
  body: { face: 'regular', size: 10.5, leading: 15, colour: INK },
  strong: { face: 'bold', size: 10.5, leading: 15, colour: INK },
  ente: { face: 'bold', size: 13, leading: 18, colour: INK },
  title: { face: 'bold', size: 13, leading: 18, colour: INK },
  heading: { face: 'bold', size: 11, leading: 16, colour: '#003d7a' },
  label: { face: 'regular', size: 9.5, leading: 13, colour: SOFT_INK },
  value: { face: 'regular', size: 9.5, leading: 13, colour: INK },
  columnTitle: { face: 'bold', size: 9, leading: 13, colour: INK },
  digest: { face: 'mono', size: 7.5, leading: 13, colour: INK },
  footer: { face: 'regular', size: 8, leading: 11, colour: SOFT_INK },
} as const satisfies Record<string, TextStyle>;

export const COLOURS = { stripe: '#eef2f6', rule: '#b8c4d0' } as const;
