import { COLOURS, CONTENT_WIDTH, PAGE, STYLES, type TextStyle } from './paper.ts';
import type { Sheet, StructureElement } from './sheet.ts';

declare global {
  namespace PDFKit.Mixins {
    // pdfkit writes it since 0.18; its types do not know it yet.
    interface StructureElementOptions {
      scope?: 'Row' | 'Column';
    }
  }
}

export interface Column {
  readonly width: number;
  readonly style: TextStyle;
  /** Whether its cells say what the rest of their row is about. */
  readonly namesRow?: boolean;
}

export interface Table {
  readonly columns: readonly Column[];
  /** What the columns are called, when it does not speak for itself. */
  readonly titles?: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface Cell {
  readonly element: StructureElement;
  readonly lines: readonly string[];
  readonly style: TextStyle;
  readonly x: number;
  readonly width: number;
}

const PADDING = { x: 6, y: 4 } as const;
const LEADING = STYLES.value.leading;
const MOST_LINES = Math.floor((PAGE.height - PAGE.top - PAGE.bottom - 2 * PADDING.y) / LEADING);
/** A row taller than a page starts where it is only when this much of it fits. */
const LEAST_LINES = 4;

const openCells = (
  sheet: Sheet,
  row: StructureElement,
  columns: readonly Column[],
  texts: readonly string[],
  title: boolean,
) => {
  let x = PAGE.side;
  return columns.map((column, index): Cell => {
    const style = title ? STYLES.columnTitle : column.style;
    const width = column.width - 2 * PADDING.x;
    const lines = sheet.wrap(texts[index] ?? '', style, width);
    const scope = title ? 'Column' : 'Row';
    const element = title || column.namesRow === true ? sheet.open('TH', row, { scope }) : sheet.open('TD', row);
    const cell = { element, lines, style, x: x + PADDING.x, width };
    x += column.width;
    return cell;
  });
};

/** Writes what fits of a row, from line `from` on; returns the line to go on from. */
const writeSlice = (sheet: Sheet, cells: readonly Cell[], from: number, height: number, striped: boolean): number => {
  const to = Math.min(height, from + Math.floor((sheet.room - 2 * PADDING.y) / LEADING));
  const tall = (to - from) * LEADING + 2 * PADDING.y;
  if (striped)
    sheet.decorate('Layout', (document) => {
      document.rect(PAGE.side, sheet.y, CONTENT_WIDTH, tall).fill(COLOURS.stripe);
    });
  for (const { element, lines, style, x, width } of cells) {
    const part = lines.slice(from, to);
    if (part.length > 0) sheet.write(element, part, style, { x, width }, PADDING.y);
  }
  sheet.moveDown(tall);
  return to;
};

const writeRow = (
  sheet: Sheet,
  table: StructureElement,
  columns: readonly Column[],
  texts: readonly string[],
  look: { readonly title: boolean; readonly striped: boolean },
) => {
  const row = sheet.open('TR', table);
  const cells = openCells(sheet, row, columns, texts, look.title);
  const height = Math.max(...cells.map(({ lines }) => lines.length));
  const together = height <= MOST_LINES ? height : LEAST_LINES;
  if (sheet.room < together * LEADING + 2 * PADDING.y) sheet.newPage();
  let written = writeSlice(sheet, cells, 0, height, look.striped);
  while (written < height) {
    sheet.newPage();
    written = writeSlice(sheet, cells, written, height, look.striped);
  }
  row.end();
};

/** Writes a table, every other row on a stripe. A row is split over two pages only when it is taller than one. */
export const writeTable = (sheet: Sheet, { columns, titles, rows }: Table): void => {
  const table = sheet.open('Table');
  if (titles !== undefined) writeRow(sheet, table, columns, titles, { title: true, striped: false });
  for (const [index, texts] of rows.entries())
    writeRow(sheet, table, columns, texts, { title: false, striped: index % 2 === 0 });
  table.end();
  sheet.moveDown(14);
};
