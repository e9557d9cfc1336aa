import { type BulkAction, type BulkResult, MAX_REASON, type PlannedRow } from '@stanza/core';
import { pageValuesOf } from '../../office/asked.ts';
import type { ListInForm } from '../../office/list-in-form.ts';
import { BULK_BOX, bulkBoxValue } from '../../ui/bulk-views.ts';
import { dataTable, notice } from '../../ui/components.ts';
import type { TextareaFieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** Why the question is asked again. */
export type AskedAgain = 'csrf' | 'reason_required' | 'reason_too_long';

/** What was to be done, and what of it is typed already. */
export interface Question {
  readonly action: BulkAction;
  /** As it was typed; empty when nothing was yet. */
  readonly reason: string;
  /** Null when it is asked for the first time. */
  readonly refusal: AskedAgain | null;
}

/** Where what is shown leads back to. */
export interface Back {
  readonly list: ListInForm;
  readonly href: string;
}

/** A choice of which nothing can be made: what is wrong is said above. */
export const rifiutoView = ({ href }: Back) => ({
  heading: { title: texts.titolo },
  errors: null,
  nothing: null,
  chosen: null,
  excluded: null,
  written: null,
  form: null,
  backHref: href,
});

const reasonField = (
  action: Exclude<BulkAction, 'prendi'>,
  value: string,
  refusal: AskedAgain | null,
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

const formOf = (home: string, { list }: Back, question: Question, possible: readonly PlannedRow[]) => {
  const { action, reason, refusal } = question;
  return {
    action: `${home}/insieme/conferma`,
    warning: texts.avvertenze[action],
    azione: action,
    hidden: [
      ...pageValuesOf(list.asked, list.after),
      ...possible.map((row) => ({ name: BULK_BOX, value: bulkBoxValue(row) })),
    ],
    reason: action === 'prendi' ? null : reasonField(action, reason, refusal),
  };
};

/**
 * The question before anything is done. Where nothing can be done any more, what was typed is still there to be taken elsewhere.
 * @param home address of the office
 */
export const domandaView = (home: string, back: Back, question: Question, rows: readonly PlannedRow[]) => {
  const { action, reason, refusal } = question;
  const possible = rows.filter(({ obstacle }) => obstacle === null);
  const chosen = possible.map(({ code, serviceName }) => [{ text: code }, { text: serviceName }]);
  const excluded = rows.flatMap(({ code, serviceName, obstacle }) =>
    obstacle === null ? [] : [[{ text: code }, { text: serviceName }, { text: texts.ostacoli[obstacle] }]],
  );
  const some = possible.length > 0;
  const errors = refusal === null || refusal === 'csrf' ? [] : [{ id: 'motivazione', message: texts.rifiuti[refusal] }];
  return {
    ...rifiutoView(back),
    heading: { title: some ? texts.domande[action](possible.length) : texts.titolo },
    errors: some && errors.length > 0 ? { errors } : null,
    nothing: some ? null : notice('warning', { text: texts.nessunaPossibile }),
    chosen: some ? dataTable(texts.scelte, texts.colonne, chosen) : null,
    excluded: excluded.length === 0 ? null : dataTable(texts.escluse, texts.colonneEscluse, excluded),
    written: some || reason === '' ? null : reason,
    form: some ? formOf(home, back, question, possible) : null,
  };
};

const summaryOf = (done: number, count: number) => {
  if (done === 0) return notice('warning', { text: texts.nessunaPossibile });
  return done === count
    ? notice('success', { text: texts.tutte(done) })
    : notice('warning', { text: texts.alcune(done, count) });
};

/** What has happened to each, and the reason again where it did not reach all of them. */
export const risultatoView = (
  { href }: Back,
  { action, reason }: Pick<Question, 'action' | 'reason'>,
  results: readonly BulkResult[],
) => {
  const done = results.filter(({ outcome }) => outcome === 'done').length;
  const rows = results.map(({ code, serviceName, outcome }) => [
    { text: code },
    { text: serviceName },
    { text: outcome === 'done' ? texts.fatte[action] : texts.ostacoli[outcome] },
  ]);
  return {
    heading: { title: texts.risultato },
    summary: summaryOf(done, results.length),
    table: rows.length === 0 ? null : dataTable(texts.risultato, texts.colonneRisultato, rows),
    written: reason === '' || (done > 0 && done === results.length) ? null : reason,
    backHref: href,
  };
};
