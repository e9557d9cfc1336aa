import type { TermsDocument } from '@stanza/core';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** @param here path of the page */
export const operatoriCondizioniView = (here: string, documents: readonly TermsDocument[]) => {
  const rows = documents.map(({ key, title, revision, mandatory }) => [
    { text: title },
    { text: String(revision) },
    { text: mandatory ? texts.si : texts.no },
    { link: { label: texts.modifica, href: `${here}/${encodeURIComponent(key)}`, context: title } },
  ]);
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    createHref: `${here}/nuovo`,
    none: rows.length > 0 ? null : { title: texts.nessuno, text: texts.nessunoTesto },
    table: rows.length === 0 ? null : dataTable(texts.tabella, texts.colonne, rows),
  };
};
