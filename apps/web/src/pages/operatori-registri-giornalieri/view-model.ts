import { type DailyRegisterRow, italianDate, type Page } from '@stanza/core';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

const row =
  (here: string) =>
  ({ day, format, sha256, pdf }: DailyRegisterRow) => {
    const context = texts.del(italianDate(day));
    const kinds = pdf === null ? [format] : [format, 'pdf' as const];
    return [
      { text: italianDate(day) },
      { written: sha256 },
      {
        links: kinds.map((kind) => ({
          label: texts.file[kind],
          href: `${here}/file?giorno=${day}&formato=${kind}`,
          context,
        })),
      },
    ];
  };

/** @param here path of the page */
export const registriGiornalieriView = (
  here: string,
  registerHref: string,
  { rows, next }: Page<DailyRegisterRow>,
  isFirst: boolean,
) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  registerHref,
  table: rows.length === 0 ? null : dataTable(texts.tabella, texts.colonne, rows.map(row(here))),
  none: rows.length > 0 ? null : { title: texts.niente, text: texts.nienteTesto },
  pagination: {
    label: texts.pagine,
    previous: isFirst ? null : here,
    next: next === null ? null : `${here}?dopo=${next}`,
    position: isFirst && next === null ? '' : texts.posizione,
  },
});
