import { type FieldError, MAX_TERMS_TEXT, MAX_TERMS_TITLE, type TermsDocument, type TermsInput } from '@stanza/core';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

const NAMES = { title: 'titolo', text: 'testo', mandatory: 'obbligatorio' } as const satisfies Record<
  keyof TermsInput,
  string
>;

/** What the form sent. @param fields by the names that they have in it */
export const inputFrom = (fields: Readonly<Record<string, string>>): TermsInput => ({
  title: fields[NAMES.title] ?? '',
  text: fields[NAMES.text] ?? '',
  mandatory: fields[NAMES.mandatory] === 'si',
});

const textOf = ({ body }: TermsDocument): string => body.join('\n\n');

/** As the form shows the current revision. */
export const inputOf = (document: TermsDocument): TermsInput => ({
  title: document.title,
  text: textOf(document),
  mandatory: document.mandatory,
});

export interface TermsForm {
  readonly title: string;
  readonly action: string;
  readonly input: TermsInput;
  readonly errors: readonly FieldError[];
  /** The current one, as it was read; null for a new document. */
  readonly revision: number | null;
  /** Newest first; none of a new document. */
  readonly revisions: readonly TermsDocument[];
  /** Somebody else has published one while this was written. */
  readonly changed: boolean;
}

const isName = (field: string): field is keyof TermsInput => field in NAMES;

const fieldsOf = ({ input, errors }: TermsForm): readonly FieldView[] => {
  const base = (name: keyof TermsInput, required: boolean) => {
    const found = errors.find(({ field }) => field === name);
    return {
      id: NAMES[name],
      name: NAMES[name],
      label: texts.campi[name],
      required,
      error: found === undefined ? undefined : fieldErrorTexts[found.code],
    };
  };
  return [
    { ...base('title', true), partial: 'field-text', value: input.title, maxlength: MAX_TERMS_TITLE },
    {
      ...base('text', true),
      partial: 'field-textarea',
      value: input.text,
      rows: 20,
      maxlength: MAX_TERMS_TEXT,
      hint: texts.aiuti.text,
    },
    {
      ...base('mandatory', false),
      partial: 'field-checkbox',
      value: 'si',
      checked: input.mandatory,
      hint: texts.aiuti.mandatory,
    },
  ];
};

const shown = (document: TermsDocument) => ({
  title: texts.revisione(document.revision),
  editHref: null,
  rows: [
    { term: texts.campi.title, value: document.title },
    { term: texts.campi.text, value: textOf(document) },
    { term: texts.obbligatorio, value: document.mandatory ? texts.si : texts.no },
  ],
});

export const operatoriCondizioneView = (form: TermsForm) => {
  const [current, ...older] = form.revisions;
  const summary = form.errors.flatMap(({ field, code }) =>
    isName(field) ? [{ id: NAMES[field], message: namedError(texts.campi[field], fieldErrorTexts[code]) }] : [],
  );
  return {
    heading: { title: form.title, lead: texts.introduzione },
    errors: summary.length === 0 ? null : { errors: summary },
    now: form.changed && current !== undefined ? shown(current) : null,
    action: form.action,
    revision: form.revision,
    fields: fieldsOf(form),
    older: older.map(shown),
  };
};
