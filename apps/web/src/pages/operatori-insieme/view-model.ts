import { type BulkAction, type BulkResult, MAX_REASON, type OperatorPracticeRow, type PlannedRow } from '@stanza/core';
import { BULK_BOX, bulkBoxValue, bulkButtons } from '../../ui/bulk-views.ts';
import { dataTable, notice } from '../../ui/components.ts';
import type { CheckboxesFieldView, TextareaFieldView } from '../../ui/fields.ts';
import type { Refusal } from './read-choice.ts';
import { texts } from './texts.it.ts';

const boxes = (id: string, rows: readonly OperatorPracticeRow[]): CheckboxesFieldView => ({
  partial: 'field-checkboxes',
  id,
  name: BULK_BOX,
  label: texts.scelta,
  required: true,
  choices: rows.map((row, index) => ({
    id: index === 0 ? id : `${id}-${index}`,
    value: bulkBoxValue({ practiceId: row.id, version: row.version }),
    label: texts.pratica(row.serviceName, row.code, row.applicantName),
    checked: false,
  })),
});

/** @param href of this page @param decidable those of the operator's own that may be decided together */
export const insiemeView = (
  href: string,
  unassigned: readonly OperatorPracticeRow[],
  decidable: readonly OperatorPracticeRow[],
) => {
  const groups = [
    { title: texts.daAssegnare, id: 'da-assegnare', rows: unassigned, actions: ['prendi'] as const },
    { title: texts.daGestire, id: 'da-gestire', rows: decidable, actions: ['accetta', 'rifiuta'] as const },
  ].filter(({ rows }) => rows.length > 0);
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    none: groups.length > 0 ? null : { title: texts.nessuna, text: texts.nessunaTesto },
    groups: groups.map(({ title, id, rows, actions }) => ({
      title,
      action: href,
      field: boxes(id, rows),
      ...bulkButtons(actions),
    })),
  };
};

const reasonField = (
  action: Exclude<BulkAction, 'prendi'>,
  value: string,
  refusal: Refusal | null,
): TextareaFieldView => ({
  partial: 'field-textarea',
  id: 'motivazione',
  name: 'motivazione',
  label: texts.motivazione,
  hint: texts.motivazioneAiuto[action],
  required: action === 'rifiuta',
  value,
  rows: 6,
  maxlength: MAX_REASON,
  error: refusal === null || refusal === 'csrf' ? undefined : texts.rifiuti[refusal],
});

/** The question before anything is done. @param refusal why it is asked again, with the reason as it was typed */
export const confermaView = (
  href: string,
  action: BulkAction,
  rows: readonly PlannedRow[],
  { reason, refusal }: { readonly reason: string; readonly refusal: Refusal | null },
) => {
  const possible = rows.filter(({ obstacle }) => obstacle === null);
  const excluded = rows.flatMap(({ code, serviceName, obstacle }) =>
    obstacle === null ? [] : [[{ text: code }, { text: serviceName }, { text: texts.ostacoli[obstacle] }]],
  );
  return {
    heading: { title: possible.length === 0 ? texts.titolo : texts.domande[action](possible.length) },
    errors:
      refusal === null || refusal === 'csrf'
        ? null
        : { errors: [{ id: 'motivazione', message: texts.rifiuti[refusal] }] },
    nothing: possible.length > 0 ? null : notice('warning', { text: texts.nessunaPossibile }),
    chosen:
      possible.length === 0
        ? null
        : dataTable(
            texts.saranno,
            texts.colonne,
            possible.map(({ code, serviceName }) => [{ text: code }, { text: serviceName }]),
          ),
    excluded: excluded.length === 0 ? null : dataTable(texts.esclusa, texts.colonneEscluse, excluded),
    backHref: href,
    form:
      possible.length === 0
        ? null
        : {
            action: `${href}/conferma`,
            warning: texts.avvertenze[action],
            azione: action,
            values: possible.map(bulkBoxValue),
            reason: action === 'prendi' ? null : reasonField(action, reason, refusal),
          },
  };
};

/** What has happened to each. */
export const risultatoView = (base: string, action: BulkAction, results: readonly BulkResult[]) => {
  const done = results.filter(({ outcome }) => outcome === 'done').length;
  return {
    heading: { title: texts.risultato },
    summary:
      done === results.length
        ? notice('success', { text: texts.tutte(done) })
        : notice('warning', { text: texts.alcune(done, results.length) }),
    table: dataTable(
      texts.risultato,
      texts.colonneRisultato,
      results.map(({ code, serviceName, outcome }) => [
        { text: code },
        { text: serviceName },
        { text: outcome === 'done' ? texts.fatte[action] : texts.ostacoli[outcome] },
      ]),
    ),
    backHref: `${base}/operatori`,
  };
};
