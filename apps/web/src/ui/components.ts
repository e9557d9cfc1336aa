/** View models of the partials that are not form fields; each is named after its partial. */

import { texts } from './partials/texts.it.ts';

export * from './compilation-views.ts';
export * from './feedback-views.ts';
export * from './list-views.ts';

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

/** `{{> notice}}`: one message with its icon. An error interrupts the screen reader, the others wait for their turn. */
export interface NoticeView {
  readonly kind: NoticeKind;
  readonly isError: boolean;
  /** The page opens here. One element of a page at most: see `makeShell`. */
  readonly takesFocus?: boolean | undefined;
  readonly icon: string;
  /** Kind in words, heard and not seen. */
  readonly kindLabel: string;
  /** Absent: only the text. */
  readonly title?: string | undefined;
  readonly text: string;
  readonly link?: { readonly label: string; readonly href: string } | undefined;
}

const NOTICE_ICONS = {
  info: 'it-info-circle',
  success: 'it-check-circle',
  warning: 'it-warning-circle',
  error: 'it-error',
} as const satisfies Record<NoticeKind, string>;

/** A message with the look of its kind. */
export function notice(kind: NoticeKind, message: Pick<NoticeView, 'title' | 'text' | 'link'>): NoticeView {
  return { kind, isError: kind === 'error', icon: NOTICE_ICONS[kind], kindLabel: texts.notice[kind], ...message };
}

/** `{{> page-heading}}`: the only h1. */
export interface PageHeadingView {
  readonly title: string;
  readonly lead?: string | undefined;
}

/** `{{> service-card}}`, inside `<ul class="griglia">`. */
export interface ServiceCardView {
  readonly category: string;
  readonly categoryHref: string;
  readonly title: string;
  readonly description: string;
  /** What to know of its days; null when it is simply open. */
  readonly note: string | null;
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
    /** The value in pieces, for reading: what is copied has nothing between them. */
    readonly groups?: readonly string[] | undefined;
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
