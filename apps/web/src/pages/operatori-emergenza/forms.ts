import { type FieldError, MAX_CAUSE, MAX_CORRESPONDENT, MAX_LINE_SUBJECT, MAX_PROVISION } from '@stanza/core';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** What can be asked of the page, by the form that asks it. */
export const ACTIONS = ['apri', 'proroga', 'voce', 'togli', 'chiudi'] as const;
export type Action = (typeof ACTIONS)[number];

/** The names in the forms, by those that the core has. */
const NAMES = {
  day: 'giorno',
  time: 'ora',
  cause: 'causa',
  provision: 'provvedimento',
  days: 'giorni',
  number: 'numero',
  direction: 'direzione',
  subject: 'oggetto',
  correspondent: 'corrispondente',
  restoredDay: 'giornoRipristino',
  restoredTime: 'oraRipristino',
} as const;
type Name = keyof typeof NAMES;
/** @property seen the mark of the line that stands where this one is to go @property line the one to be taken away, as "2026/12" */
export type Typed = Readonly<Record<Name | 'seen' | 'line', string>>;

/** What a form sent. */
export const typedFrom = (fields: Readonly<Record<string, string>>): Typed => ({
  day: fields[NAMES.day] ?? '',
  time: fields[NAMES.time] ?? '',
  cause: fields[NAMES.cause] ?? '',
  provision: fields[NAMES.provision] ?? '',
  days: fields[NAMES.days] ?? '',
  number: fields[NAMES.number] ?? '',
  direction: fields[NAMES.direction] ?? '',
  subject: fields[NAMES.subject] ?? '',
  correspondent: fields[NAMES.correspondent] ?? '',
  restoredDay: fields[NAMES.restoredDay] ?? '',
  restoredTime: fields[NAMES.restoredTime] ?? '',
  seen: fields.vista ?? '',
  line: fields.voce ?? '',
});

/** A form that comes back: what it held, and the errors at the names of the core. */
export interface Returned {
  readonly action: Action;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

const isName = (field: string): field is Name => field in NAMES;
const sentenceOf = (action: Action, { field, code }: FieldError): string =>
  texts.errori[`${action}.${field}.${code}`] ?? texts.errori[`${field}.${code}`] ?? fieldErrorTexts[code];

/** The summary of what is wrong in the form that comes back; null when nothing is. */
export const summaryOf = (returned: Returned | null) => {
  if (returned === null) return null;
  const errors = returned.errors.flatMap((error) =>
    isName(error.field)
      ? [
          {
            id: NAMES[error.field],
            message: namedError(texts.campi[NAMES[error.field]], sentenceOf(returned.action, error)),
          },
        ]
      : [],
  );
  return errors.length === 0 ? null : { errors };
};

/** Makes the fields of a form, with what was typed when it is the one that comes back. */
const fieldMaker = (action: Action, returned: Returned | null, given: Partial<Typed> = {}) => {
  const mine = returned?.action === action ? returned : null;
  const typed: Typed = { ...typedFrom({}), ...given, ...mine?.typed };
  const base = (name: Name) => {
    const error = mine?.errors.find(({ field }) => field === name);
    return {
      id: NAMES[name],
      name: NAMES[name],
      label: texts.campi[NAMES[name]],
      value: typed[name],
      required: true,
      error: error === undefined ? undefined : sentenceOf(action, error),
    };
  };
  return { base, typed };
};

/** @param today `YYYY-MM-DD` */
export const openFields = (returned: Returned | null, today: string): readonly FieldView[] => {
  const { base } = fieldMaker('apri', returned, { day: today });
  return [
    { ...base('day'), partial: 'field-date', hint: texts.aiuti.giornoInizio, max: today },
    { ...base('time'), partial: 'field-time' },
    { ...base('cause'), partial: 'field-text', hint: texts.aiuti.causa, maxlength: MAX_CAUSE },
    { ...base('provision'), partial: 'field-text', hint: texts.aiuti.provvedimento, maxlength: MAX_PROVISION },
  ];
};

export const extendFields = (returned: Returned | null): readonly FieldView[] => {
  const { base } = fieldMaker('proroga', returned, { days: '1' });
  return [
    { ...base('days'), partial: 'field-number', hint: texts.aiuti.giorni, decimals: false },
    { ...base('provision'), partial: 'field-text', hint: texts.aiuti.provvedimento, maxlength: MAX_PROVISION },
  ];
};

/** @param today `YYYY-MM-DD` @param next the number that comes after those that are copied */
export const lineFields = (returned: Returned | null, today: string, next: number): readonly FieldView[] => {
  const { base, typed } = fieldMaker('voce', returned, { number: String(next) });
  const choices = (['entrata', 'uscita'] as const).map((direction, index) => ({
    id: index === 0 ? NAMES.direction : `${NAMES.direction}-${direction}`,
    value: direction,
    label: texts.direzioni[direction],
    checked: typed.direction === direction,
  }));
  return [
    { ...base('number'), partial: 'field-number', hint: texts.aiuti.numero, decimals: false },
    { ...base('day'), partial: 'field-date', hint: texts.aiuti.giornoVoce, max: today },
    { ...base('time'), partial: 'field-time' },
    { ...base('direction'), partial: 'field-radio', choices },
    { ...base('subject'), partial: 'field-text', maxlength: MAX_LINE_SUBJECT },
    { ...base('correspondent'), partial: 'field-text', maxlength: MAX_CORRESPONDENT },
  ];
};

/** @param today `YYYY-MM-DD` */
export const closeFields = (returned: Returned | null, today: string): readonly FieldView[] => {
  const { base } = fieldMaker('chiudi', returned);
  return [
    { ...base('restoredDay'), partial: 'field-date', hint: texts.aiuti.ripristino, max: today },
    { ...base('restoredTime'), partial: 'field-time' },
  ];
};

const directionNamed = (typed: string): string =>
  typed === 'entrata' || typed === 'uscita' ? texts.direzioni[typed] : '';

/** What was typed into a form that is not on the page any more, to be read; null when nothing was. */
export const unsavedFacts = (returned: Returned) => {
  const names = Object.keys(NAMES).filter(isName);
  const rows = names.flatMap((name) => {
    const value = name === 'direction' ? directionNamed(returned.typed.direction) : returned.typed[name];
    return value === '' ? [] : [{ term: texts.campi[NAMES[name]], value }];
  });
  return rows.length === 0 ? null : { title: '', editHref: null, rows };
};
