/** View models of the partials that are not form fields; each is named after its partial. */

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

/** `{{> notice}}`: one message with its icon; errors and warnings interrupt the screen reader politely. */
export interface NoticeView {
  readonly kind: NoticeKind;
  readonly icon: string;
  /** Kind in words, heard and not seen. */
  readonly kindLabel: string;
  /** Absent: only the text. */
  readonly title?: string | undefined;
  readonly text: string;
  readonly link?: { readonly label: string; readonly href: string } | undefined;
}

const NOTICE_LOOK = {
  info: { icon: 'it-info-circle', kindLabel: 'Informazione' },
  success: { icon: 'it-check-circle', kindLabel: 'Operazione riuscita' },
  warning: { icon: 'it-warning-circle', kindLabel: 'Attenzione' },
  error: { icon: 'it-error', kindLabel: 'Errore' },
} as const satisfies Record<NoticeKind, { icon: string; kindLabel: string }>;

/** A message with the look of its kind. */
export function notice(kind: NoticeKind, message: Pick<NoticeView, 'title' | 'text' | 'link'>): NoticeView {
  return { kind, ...NOTICE_LOOK[kind], ...message };
}

/** `{{> error-summary}}`: opens a form shown again with mistakes; takes the focus. */
export interface ErrorSummaryView {
  /** `id` of the field and its message, in the order of the fields. */
  readonly errors: readonly { readonly id: string; readonly message: string }[];
}

/** `{{> page-heading}}`: the only h1. */
export interface PageHeadingView {
  readonly title: string;
  readonly lead?: string | undefined;
}

export interface StepView {
  readonly number: number;
  readonly label: string;
  /** Address of a step done; `null` for the steps to come. */
  readonly href: string | null;
  readonly done: boolean;
  readonly current: boolean;
}

/** `{{> stepper}}`: where the compilation is. Build it with {@link stepper}. */
export interface StepperView {
  readonly current: number;
  readonly total: number;
  readonly currentLabel: string;
  readonly steps: readonly StepView[];
}

/**
 * @param steps the steps walked and to walk, in order; `href` where going back is allowed
 * @param current index in `steps`, from 0
 */
export function stepper(steps: readonly { label: string; href: string | null }[], current: number): StepperView {
  return {
    current: current + 1,
    total: steps.length,
    currentLabel: steps[current]?.label ?? '',
    steps: steps.map(({ label, href }, index) => ({
      number: index + 1,
      label,
      href: index < current ? href : null,
      done: index < current,
      current: index === current,
    })),
  };
}

/**
 * `{{> step-buttons}}`: Indietro · Ricomincia · Avanti. The first two are links, so that Enter in any field goes on and never back.
 * The submit button sends nothing of its own.
 */
export interface StepButtonsView {
  readonly back: string | null;
  readonly restart: string | null;
  readonly submitLabel: 'Avanti' | 'Invia';
  /** Why one cannot go on yet (a payment awaited); `null` when one can. */
  readonly blocked: string | null;
}

/** `{{> guide-box}}`: "Guida alla compilazione". */
export interface GuideBoxView {
  readonly paragraphs: readonly string[];
}

/** `{{> note-box}}`: the private note. It belongs to the step's form, so Avanti saves it too; its own button saves it alone. */
export interface NoteBoxView {
  /** `id` of the form of the step. */
  readonly formId: string;
  /** Where "Salva la nota" posts that form. */
  readonly action: string;
  readonly name: string;
  readonly value: string;
  readonly error?: string | undefined;
}

/** `{{> service-card}}`, inside `<ul class="griglia">`. */
export interface ServiceCardView {
  readonly category: string;
  readonly categoryHref: string;
  readonly title: string;
  readonly description: string;
  readonly href: string;
}

/** `{{> data-list}}`: data of one step or section. */
export interface DataListView {
  /** Empty: no heading. */
  readonly title: string;
  /** "Modifica" in the heading; `null` where nothing can be changed. */
  readonly editHref: string | null;
  readonly rows: readonly {
    readonly term: string;
    readonly value: string;
    readonly href?: string | undefined;
  }[];
}

/** `{{> timeline}}`: the iter of a practice, oldest first. */
export interface TimelineView {
  readonly events: readonly {
    readonly label: string;
    /** ISO 8601, for machines. */
    readonly datetime: string;
    /** "12 marzo 2026, ore 10:42". */
    readonly when: string;
    readonly note?: string | undefined;
    /** The last one. */
    readonly current: boolean;
  }[];
}

/** `{{> tabs}}`: links that choose which list is shown. */
export interface TabsView {
  /** Name of the group for screen readers: "Pratiche per stato". */
  readonly label: string;
  readonly items: readonly { readonly label: string; readonly href: string; readonly count: number; readonly current: boolean }[];
}

export type BadgeTone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** `{{> badge}}`: a state in words; the colour only repeats it. */
export interface BadgeView {
  readonly label: string;
  readonly tone: BadgeTone;
}

/** One cell: text, or a badge, or a link. */
export interface CellView {
  /** Heading of its column, repeated when the row becomes a card. */
  readonly heading: string;
  readonly text?: string | undefined;
  readonly badge?: BadgeView | undefined;
  /** `context` is read after the label only by screen readers ("Vedi dettaglio" + "della pratica Certificato di nascita"). */
  readonly link?: { readonly label: string; readonly href: string; readonly context: string } | undefined;
}

/** `{{> data-table}}`: a table that becomes cards on a phone. Build the rows with {@link dataTable}. */
export interface DataTableView {
  readonly caption: string;
  readonly headings: readonly string[];
  readonly rows: readonly { readonly first: CellView; readonly cells: readonly CellView[] }[];
}

/** @param rows cells in the order of `headings`; the first one names the row */
export function dataTable(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly Omit<CellView, 'heading'>[])[],
): DataTableView {
  return {
    caption,
    headings,
    rows: rows.map((row) => {
      const [first, ...cells] = row.map((cell, index) => ({ ...cell, heading: headings[index] ?? '' }));
      if (first === undefined) throw new Error('A row of a table needs at least one cell');
      return { first, cells };
    }),
  };
}

/** `{{> pagination}}`: nothing is drawn when both are `null`. */
export interface PaginationView {
  /** "Pagine dei servizi". */
  readonly label: string;
  readonly previous: string | null;
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

/**
 * `{{> confirm-dialog}}`: asked by script before a form with `data-confirm="id"` is sent; the form then carries `conferma=si`.
 * Without script the server receives no `conferma` and answers with `{{> confirm-page}}`, same view.
 */
export interface ConfirmDialogView {
  readonly id: string;
  readonly question: string;
  readonly yes: string;
  readonly no: string;
}

/** `{{> confirm-page}}`: the same question as a page of its own. */
export interface ConfirmPageView extends ConfirmDialogView {
  /** Where the confirmed form is posted, with `conferma=si`. */
  readonly action: string;
  /** Other values to send again. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly noHref: string;
}

/** `{{> file-item}}`, inside `<ul class="elenco-file">`. */
export interface FileItemView {
  readonly name: string;
  readonly href: string;
  /** "PDF, 1,2 MB". */
  readonly details: string;
  readonly description: string;
  readonly usedBy: readonly { readonly label: string; readonly href: string; readonly badge: BadgeView }[];
}

/** `{{> refresh}}`: a page that waits for something; reloads itself a few times, or by its link. */
export interface RefreshView {
  /** Address of the page itself. */
  readonly href: string;
  readonly seconds: number;
  readonly text: string;
}
