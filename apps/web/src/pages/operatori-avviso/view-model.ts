import {
  BULLETIN_FIELDS,
  type BulletinInput,
  type BulletinKind,
  cleanText,
  type FieldError,
  type KeptBulletin,
  longDay,
  MAX_BULLETIN_TEXT,
  MAX_BULLETIN_TITLE,
  type OpeningId,
} from '@stanza/core';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

const NAMES = {
  title: 'titolo',
  text: 'testo',
  day: 'giorno',
  link: 'indirizzo',
  visibleFrom: 'visibile_dal',
  visibleUntil: 'visibile_fino_al',
} as const satisfies Record<keyof BulletinInput, string>;

/** What the form sent. @param fields by the names that they have in it */
export const inputFrom = (fields: Readonly<Record<string, string>>): BulletinInput => ({
  title: fields[NAMES.title] ?? '',
  text: fields[NAMES.text] ?? '',
  day: fields[NAMES.day] ?? '',
  link: fields[NAMES.link] ?? '',
  visibleFrom: fields[NAMES.visibleFrom] ?? '',
  visibleUntil: fields[NAMES.visibleUntil] ?? '',
});

/** As the form shows one that is there already. */
export const inputOf = ({ title, text, day, link, visibleFrom, visibleUntil }: KeptBulletin): BulletinInput => ({
  title,
  text,
  day,
  link: link ?? '',
  visibleFrom: visibleFrom ?? '',
  visibleUntil: visibleUntil ?? '',
});

export interface BulletinForm {
  readonly kind: BulletinKind;
  readonly title: string;
  readonly action: string;
  readonly input: BulletinInput;
  readonly errors: readonly FieldError[];
  /** Of the one that is changed, as it was read; null for a new one. */
  readonly version: number | null;
  /** Of the page that a new one is written on; null for one that is changed. */
  readonly opening: OpeningId | null;
  /** As it is, when somebody else has changed it while this was written. */
  readonly now?: KeptBulletin;
}

/** What differs from what was typed, as it is now. */
const nowView = (labels: Readonly<Record<keyof BulletinInput, string>>, input: BulletinInput, now: KeptBulletin) => {
  const saved = inputOf(now);
  const isDay = (name: keyof BulletinInput) => ['day', 'visibleFrom', 'visibleUntil'].includes(name);
  return {
    title: '',
    editHref: null,
    rows: BULLETIN_FIELDS.filter((name) => saved[name] !== cleanText(input[name])).map((name) => ({
      term: labels[name],
      value: isDay(name) && saved[name] !== '' ? longDay(saved[name]) : saved[name],
    })),
  };
};

const isName = (field: string): field is keyof BulletinInput => field in NAMES;

export const operatoriAvvisoView = ({ kind, title, action, input, errors, version, opening, now }: BulletinForm) => {
  const labels = texts.campi[kind];
  const base = (name: keyof BulletinInput, required: boolean) => {
    const error = errors.find(({ field }) => field === name);
    return {
      id: NAMES[name],
      name: NAMES[name],
      label: labels[name],
      value: input[name],
      required,
      error: error === undefined ? undefined : fieldErrorTexts[error.code],
    };
  };
  const fields: readonly FieldView[] = [
    { ...base('title', true), partial: 'field-text', hint: texts.aiuto.title, maxlength: MAX_BULLETIN_TITLE },
    { ...base('text', true), partial: 'field-textarea', hint: texts.aiuto.text, rows: 8, maxlength: MAX_BULLETIN_TEXT },
    { ...base('day', true), partial: 'field-date' },
    { ...base('link', false), partial: 'field-url', hint: texts.aiuto.link },
    { ...base('visibleFrom', false), partial: 'field-date', hint: texts.visibilita[kind].visibleFrom },
    { ...base('visibleUntil', false), partial: 'field-date', hint: texts.visibilita[kind].visibleUntil },
  ];
  const summary = errors.flatMap(({ field, code }) =>
    isName(field) ? [{ id: NAMES[field], message: namedError(labels[field], fieldErrorTexts[code]) }] : [],
  );
  return {
    heading: { title },
    errors: summary.length === 0 ? null : { errors: summary },
    now: now === undefined ? null : nowView(labels, input, now),
    action,
    version,
    opening,
    fields,
  };
};
