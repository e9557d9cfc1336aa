/** View models of the partials that show many things. */

/** `{{> tabs}}`: links that choose which list is shown. */
export interface TabsView {
  /** Name of the group for screen readers: "Pratiche per stato". */
  readonly label: string;
  readonly items: readonly {
    readonly label: string;
    readonly href: string;
    readonly count: number;
    readonly current: boolean;
    /** Something in it waits for the reader. */
    readonly alert: boolean;
  }[];
}

export type BadgeTone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** `{{> badge}}`: a state in words; the colour only repeats it. */
export interface BadgeView {
  readonly label: string;
  readonly tone: BadgeTone;
}

/** A link of a table: `context` is read after the label only by screen readers ("Vedi dettaglio" + "Certificato di nascita"). */
export interface CellLink {
  readonly label: string;
  readonly href: string;
  readonly context: string;
}

/** One cell: text, ours or written by a person, or a badge, or a link, or several. */
export interface CellView {
  /** Heading of its column, repeated when the row becomes a card. */
  readonly heading: string;
  readonly text?: string | undefined;
  /** What a person wrote, in words of any length. */
  readonly written?: string | undefined;
  /** On a line of its own below `text` or `badge`. */
  readonly detail?: string | undefined;
  readonly badge?: BadgeView | undefined;
  readonly link?: CellLink | undefined;
  readonly links?: readonly CellLink[] | undefined;
}

/** The heading of a column. */
export interface HeadingView {
  readonly label: string;
  /** Where the column puts the list in order. */
  readonly sort?: {
    readonly href: string;
    /** How the list is in the order of this column; null: it is in that of another. */
    readonly state: 'ascending' | 'descending' | null;
    readonly arrow: '↑' | '↓' | '↕';
  };
}

/** The box by which a row is chosen, of the form that the table is in. */
export interface RowBoxView {
  readonly name: string;
  readonly value: string;
  /** Which row it is, after the heading; only for screen readers. */
  readonly context: string;
}

/** `{{> data-table}}`: a table that becomes cards on a phone. Build the rows with {@link dataTable}. */
export interface DataTableView {
  readonly caption: string;
  /** Heading of the boxes, which every row then has or cannot have; absent where there is nothing to choose. */
  readonly choose?: string;
  readonly headings: readonly HeadingView[];
  readonly rows: readonly {
    /** Null: this row cannot be chosen. */
    readonly choice?: { readonly heading: string; readonly box: RowBoxView | null };
    readonly first: CellView;
    readonly cells: readonly CellView[];
  }[];
}

/**
 * @param headings a text where the list cannot be put in order
 * @param rows cells in the order of `headings`; the first one names the row
 */
export function dataTable(
  caption: string,
  headings: readonly (string | HeadingView)[],
  rows: readonly (readonly Omit<CellView, 'heading'>[])[],
): DataTableView {
  const views = headings.map((heading) => (typeof heading === 'string' ? { label: heading } : heading));
  return {
    caption,
    headings: views,
    rows: rows.map((row) => {
      const [first, ...cells] = row.map((cell, index) => ({ ...cell, heading: views[index]?.label ?? '' }));
      if (first === undefined) throw new Error('A row of a table needs at least one cell');
      return { first, cells };
    }),
  };
}

/** The same table with a box in the rows that can be chosen. @param boxes in the order of the rows; null: not this one */
export const withBoxes = (
  table: DataTableView,
  heading: string,
  boxes: readonly (RowBoxView | null)[],
): DataTableView => ({
  ...table,
  choose: heading,
  rows: table.rows.map((row, index) => ({ ...row, choice: { heading, box: boxes[index] ?? null } })),
});

/** `{{> pagination}}`: nothing is drawn when both are `null`. */
export interface PaginationView {
  /** "Pagine dei servizi". */
  readonly label: string;
  readonly previous: string | null;
  /** Back to the beginning, where a list goes forward alone. */
  readonly first?: string | null;
  readonly next: string | null;
  /** "Pagina 2 di 7". */
  readonly position: string;
}

/** `{{> empty-state}}`. */
export interface EmptyStateView {
  readonly title: string;
  readonly text: string;
  readonly link?: { readonly label: string; readonly href: string } | undefined;
}

/** `{{> file-item}}`, inside `<ul class="elenco-file">`. */
export interface FileItemView {
  readonly name: string;
  readonly href: string;
  /** "PDF, 1,2 MB". */
  readonly details: string;
  readonly description: string;
  readonly usedBy: readonly { readonly label: string; readonly href: string; readonly badge: BadgeView }[];
  /** Where it can be deleted; absent where it cannot. */
  readonly deleteHref?: string | null | undefined;
}
