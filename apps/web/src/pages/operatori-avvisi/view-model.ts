import {
  type BulletinKind,
  dayAndTime,
  type Feed,
  type FieldError,
  type KeptBulletin,
  longDay,
  type Page,
} from '@stanza/core';
import { BULLETIN_PATHS } from '../../http/bulletin-path.ts';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

export interface BulletinsShown {
  readonly kind: BulletinKind;
  readonly page: Page<KeptBulletin>;
  readonly isFirst: boolean;
  readonly feed: Feed | null;
  /** What the field of the feed holds: its address, or what was just typed. */
  readonly typed: string;
  readonly errors: readonly FieldError[];
  /** `YYYY-MM-DD` in Italy */
  readonly today: string;
}

/** What citizens see of it today. */
const stateOf = (kind: BulletinKind, { day, visibleFrom, visibleUntil }: KeptBulletin, today: string): string => {
  if (visibleUntil !== null && visibleUntil < today) return texts.nonPiu;
  if (kind === 'deadline' && day < today) return texts.scaduta;
  const from = [visibleFrom ?? '', kind === 'news' ? day : ''].toSorted().at(-1) ?? '';
  return from > today ? texts.dal(longDay(from)) : texts.visibile;
};

const actionsOf = (href: string, { title, imported }: KeptBulletin) =>
  imported
    ? { text: texts.dalFeed }
    : {
        links: [
          { label: texts.modifica, href, context: title },
          { label: texts.elimina, href: `${href}/elimina`, context: title },
        ],
      };

const feedView = (action: string, { kind, feed, typed, errors }: BulletinsShown) => {
  const { feedTitolo, feedAiuto, feedCampo } = texts.perTipo[kind];
  const [error] = errors;
  const status = (read: Feed) => {
    if (read.readAt === null) return texts.maiLetto;
    const when = dayAndTime(read.readAt);
    if (read.failure !== null) return texts.nonLetto(when, read.failure);
    return read.skipped === 0 ? texts.letto(when) : `${texts.letto(when)} ${texts.saltati(read.skipped)}`;
  };
  return {
    title: feedTitolo,
    help: feedAiuto,
    action: `${action}/feed`,
    field: {
      partial: 'field-url' as const,
      id: 'url',
      name: 'url',
      label: feedCampo,
      hint: texts.feedVuoto,
      value: typed,
      required: false,
      error: error === undefined ? undefined : fieldErrorTexts[error.code],
    },
    status: feed === null ? null : status(feed),
    readAction: feed === null ? null : `${action}/leggi`,
  };
};

/** @param base path of the office */
export const operatoriAvvisiView = (base: string, shown: BulletinsShown) => {
  const { kind, page, isFirst, errors, today } = shown;
  const of = texts.perTipo[kind];
  const here = `${base}/${BULLETIN_PATHS[kind]}`;
  const rows = page.rows.map((row) => [
    { text: row.title },
    { text: longDay(row.day) },
    { text: stateOf(kind, row, today) },
    actionsOf(`${here}/${encodeURIComponent(row.id)}`, row),
  ]);
  const summary = errors.map(({ field, code }) => ({
    id: field,
    message: namedError(of.feedCampo, fieldErrorTexts[code]),
  }));
  return {
    heading: { title: of.titolo, lead: of.introduzione },
    errors: summary.length === 0 ? null : { errors: summary },
    create: { label: of.nuovo, href: `${here}/nuovo` },
    other: { label: of.altri, href: `${base}/${BULLETIN_PATHS[kind === 'news' ? 'deadline' : 'news']}` },
    table: rows.length === 0 ? null : dataTable(of.tabella, texts.colonne(of.giorno), rows),
    none: rows.length > 0 ? null : { title: of.nessuno, text: of.nessunoTesto },
    pagination: {
      label: of.pagine,
      previous: isFirst ? null : here,
      next: page.next === null ? null : `${here}?dopo=${encodeURIComponent(page.next)}`,
      position: isFirst && page.next === null ? '' : texts.posizione,
    },
    feed: feedView(here, shown),
  };
};
