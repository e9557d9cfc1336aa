import type { FeedbackCounts, FeedbackText, Page } from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { aspectTexts } from '../../texts/feedback.it.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

const decimal = new Intl.NumberFormat('it-IT', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const totalOf = ({ counts }: FeedbackCounts): number => counts.reduce((sum, count) => sum + count, 0);

/** "4,3": the mean of the stars. */
const averageOf = (rated: FeedbackCounts): string =>
  decimal.format(rated.counts.reduce((sum, count, index) => sum + count * (index + 1), 0) / totalOf(rated));

const countsRow = (rated: FeedbackCounts) => [
  { text: rated.serviceName },
  { text: texts.su[rated.about] },
  { text: texts.media(averageOf(rated)) },
  { text: String(totalOf(rated)) },
  ...rated.counts.toReversed().map((count) => ({ text: String(count) })),
];

const textRow = ({ givenAt, serviceName, about, stars, aspect, text }: FeedbackText) => [
  { text: dayOnly(givenAt) },
  { text: serviceName },
  { text: texts.su[about] },
  { text: String(stars) },
  { text: aspect === null ? texts.nessunAspetto : aspectTexts[aspect] },
  { text },
];

export const operatoriValutazioniView = (
  base: string,
  { counts, comments, isFirst }: { counts: readonly FeedbackCounts[]; comments: Page<FeedbackText>; isFirst: boolean },
) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  none: counts.length > 0 ? null : { title: texts.nessuna, text: texts.nessunaTesto },
  averages: counts.length === 0 ? null : dataTable(texts.medie, texts.colonne, counts.map(countsRow)),
  comments:
    comments.rows.length === 0 ? null : dataTable(texts.commenti, texts.colonneCommenti, comments.rows.map(textRow)),
  noComments: counts.length > 0 && comments.rows.length === 0,
  pagination: {
    label: texts.pagine,
    previous: isFirst ? null : `${base}/operatori/valutazioni`,
    next: comments.next === null ? null : `${base}/operatori/valutazioni?dopo=${encodeURIComponent(comments.next)}`,
    position: isFirst && comments.next === null ? '' : texts.posizione,
  },
});
