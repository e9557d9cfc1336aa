import {
  type BookEntry,
  dayAndTime,
  INTEGRATION_PAPERS,
  type IntegrationView,
  isOpen,
  isOverdue,
  longDay,
} from '@stanza/core';
import { fileSize } from '../format/file-size.ts';
import { dayOnly } from '../format/moment.ts';
import { integrationTexts as texts } from '../texts/integrations.it.ts';
import { protocolNumber } from '../texts/protocol-numbers.it.ts';
import type { DataListView, FileItemView } from './components.ts';

/** `{{> integration}}`: a request of integration, with what was answered. */
export interface IntegrationItemView {
  readonly title: string;
  readonly facts: DataListView;
  /** Null until the answer is sent. */
  readonly answers: DataListView | null;
  readonly files: readonly FileItemView[];
}

const stateOf = ({ integration }: IntegrationView, today: string): string => {
  if (integration.answeredAt !== null) {
    const said = integration.answeredBy === null ? texts.risposta : texts.rispostaSportello;
    return said(dayAndTime(integration.answeredAt));
  }
  if (integration.cancelledAt !== null) return texts.annullata(dayAndTime(integration.cancelledAt));
  return isOverdue(integration, today) ? texts.scaduta : texts.aperta;
};

const factsOf = (view: IntegrationView, cancelled: readonly BookEntry[], today: string): DataListView => {
  const { integration, asked } = view;
  const protocols = INTEGRATION_PAPERS.flatMap((paper) => {
    const protocol = integration.papers[paper]?.protocol;
    if (protocol == null) return [];
    return [{ term: texts.protocolli[paper], value: protocolNumber(protocol, cancelled) }];
  });
  return {
    title: '',
    editHref: null,
    rows: [
      { term: texts.stato, value: stateOf(view, today) },
      ...(integration.message === '' ? [] : [{ term: texts.messaggio, value: integration.message }]),
      ...(asked.length === 0 ? [] : [{ term: texts.serve, value: asked.join('; ') }]),
      { term: texts.entro, value: longDay(integration.dueDate) },
      ...protocols,
    ],
  };
};

/** The two papers that there are, each with its download. @param href of the practice */
const papersOf = (href: string, { integration }: IntegrationView): readonly FileItemView[] =>
  INTEGRATION_PAPERS.flatMap((paper) => {
    const document = integration.papers[paper]?.document;
    if (document === undefined) return [];
    return [
      {
        name: document.fileName,
        href: `${href}/integrazioni/${integration.id}/${paper}`,
        details: fileSize(document.size),
        description: texts.carte[paper],
        usedBy: [],
      },
    ];
  });

/**
 * @param href of the practice, for the papers
 * @param filesHref where files are, each under its id
 * @param cancelled the registrations of the practice that were cancelled
 * @param today the day in Italy, `YYYY-MM-DD`
 */
export const integrationItem =
  (href: string, filesHref: string, cancelled: readonly BookEntry[], today: string) =>
  (view: IntegrationView): IntegrationItemView => ({
    title: texts.titolo(dayOnly(view.integration.requestedAt)),
    facts: factsOf(view, cancelled, today),
    answers:
      view.rows.length === 0
        ? null
        : {
            title: texts.risposte,
            editHref: null,
            rows: view.rows.map(({ label, value }) => ({ term: label, value })),
          },
    files: [
      ...papersOf(href, view),
      ...view.files.map((file) => ({
        name: file.fileName,
        href: `${filesHref}/${file.id}`,
        details: `${file.type.toUpperCase()}, ${fileSize(file.size)}`,
        description: file.description,
        usedBy: [],
      })),
    ],
  });

/** The one that waits for an answer; undefined when there is none. */
export const openOne = (views: readonly IntegrationView[]): IntegrationView | undefined =>
  views.find(({ integration }) => isOpen(integration));
