import type { Measure } from './budget.ts';

/** One page in one state, as seen in each window. */
export interface Row {
  readonly page: string;
  readonly state: string;
  /** By the name of the window. */
  readonly measures: Readonly<Record<string, Measure>>;
  readonly over: readonly string[];
}

const COLUMNS = ['Page', 'State', 'axe', 'KB', 'Requests', 'JS KB', 'LCP desktop', 'LCP phone', 'CLS', 'Over budget'];

const worst = (row: Row, of: (measure: Measure) => number): number => Math.max(...Object.values(row.measures).map(of));

const cells = (row: Row): readonly string[] => [
  row.page,
  row.state,
  String(worst(row, ({ violations }) => violations.length)),
  (worst(row, ({ bytes }) => bytes) / 1024).toFixed(0),
  String(worst(row, ({ requests }) => requests)),
  (worst(row, ({ scriptBytes }) => scriptBytes) / 1024).toFixed(1),
  String(Math.round(row.measures.desktop?.lcp ?? 0)),
  String(Math.round(row.measures.phone?.lcp ?? 0)),
  worst(row, ({ cls }) => cls).toFixed(4),
  row.over.length === 0 ? '–' : row.over.join('; ').replaceAll(/\s+/gu, ' ').replaceAll('|', '/'),
];

const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;

/** The table of an audit, as Markdown: the worst of the windows, sizes in KB and times in ms. */
export const asMarkdown = (rows: readonly Row[]): string =>
  [line(COLUMNS), line(COLUMNS.map(() => '---')), ...rows.map((row) => line(cells(row)))].join('\n');
