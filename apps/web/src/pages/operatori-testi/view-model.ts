import { cleanText, type FieldError, type Service, type ServiceText, SHEET_PARTS, serviceTexts } from '@stanza/core';
import type { FormFields } from '../../http/form.ts';
import { anchorOf } from '../../step-form/form-names.ts';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import { sheetTitles } from '../../texts/service-sheet.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

export interface TextsForm {
  readonly office: string;
  readonly service: Service;
  /** The revision that was before the eyes of whoever writes. */
  readonly revision: number;
  /** What was typed, by key; empty when nothing was. */
  readonly typed: FormFields;
  readonly errors: readonly FieldError[];
  /** Somebody else has published meanwhile: the texts are shown as they are. */
  readonly changed: boolean;
}

/** The name of a text of a step among the fields of the form. */
const STEP_TEXT = /^steps\.[^.]+\.[^.]+$/u;

type OwnLabel = keyof typeof texts.campi;
const isOwn = (name: string): name is OwnLabel => Object.hasOwn(texts.campi, name);

/** What a text is called in its group: `steps.istruzioni.title` is "Titolo". */
const labelFor = (key: string): string => {
  const name = key.split('.').at(-1) ?? '';
  const section = SHEET_PARTS.find((part) => key === `sheet.${part}`);
  if (section !== undefined) return sheetTitles[section];
  return isOwn(name) ? texts.campi[name] : key;
};
const labelOf = ({ key }: ServiceText): string => labelFor(key);

const sentenceOf = ({ code }: FieldError): string =>
  code === 'out_of_range' ? texts.fuoriLimite : fieldErrorTexts[code];

const valueIn = ({ key, value }: ServiceText, typed: FormFields): string => typed[key] ?? value;

const fieldOf = (text: ServiceText, { typed, errors }: TextsForm): FieldView => {
  const { key, kind, max } = text;
  const found = errors.find(({ field }) => field === key);
  const base = {
    id: anchorOf(key),
    name: key,
    label: labelOf(text),
    required: true,
    value: valueIn(text, typed),
    error: found === undefined ? undefined : sentenceOf(found),
  };
  if (kind === 'days') return { ...base, partial: 'field-number', decimals: false, hint: texts.aiuti.deadlineDays };
  if (key === 'description') {
    return { ...base, partial: 'field-textarea', rows: 3, maxlength: max, hint: texts.aiuti.description };
  }
  if (kind === 'line') return { ...base, partial: 'field-text', maxlength: max };
  return { ...base, partial: 'field-textarea', rows: 5, maxlength: max, hint: texts.aiuti.paragrafi };
};

/** The texts in groups, each with the title that it has on the page. */
const groupsOf = ({ definition }: Service) => {
  const all = serviceTexts(definition);
  const those = (...names: readonly string[]) => all.filter(({ key }) => names.includes(key.split('.', 1)[0] ?? ''));
  return [
    { title: texts.gruppi.presentazione, entries: those('description', 'introduction') },
    { title: texts.gruppi.scheda, entries: those('sheet') },
    { title: texts.gruppi.ufficio, entries: those('office', 'responsible', 'deadlineDays') },
    ...definition.steps.map(({ id, title }, index) => ({
      title: texts.gruppi.passo(index + 1, title),
      entries: all.filter(({ key }) => key.startsWith(`steps.${id}.`)),
    })),
  ];
};

/** What was typed for texts that are not there any more, as when a revision without their step was published meanwhile. */
const goneView = (groups: ReturnType<typeof groupsOf>, typed: FormFields) => {
  const there = new Set(groups.flatMap(({ entries }) => entries.map(({ key }) => key)));
  const gone = Object.entries(typed).filter(([key, value]) => STEP_TEXT.test(key) && !there.has(key) && value !== '');
  if (gone.length === 0) return null;
  const rows = gone.map(([key, value]) => {
    const step = key.split('.')[1] ?? '';
    return { term: `${typed[`steps.${step}.title`] ?? step} – ${labelFor(key)}`, value };
  });
  return { title: '', editHref: null, rows };
};

/** What differs from what was typed, as it is now. */
const nowView = (groups: ReturnType<typeof groupsOf>, { typed }: TextsForm) => ({
  title: '',
  editHref: null,
  rows: groups.flatMap((group) =>
    group.entries
      .filter((text) => cleanText(valueIn(text, typed)) !== cleanText(text.value))
      .map((text) => ({ term: `${group.title} – ${labelOf(text)}`, value: text.value })),
  ),
});

export const operatoriTestiView = (form: TextsForm) => {
  const { office, service, revision, errors, changed } = form;
  const { slug, name } = service.definition;
  const here = `${office}/servizi/${slug}`;
  const groups = groupsOf(service);
  const summary = groups.flatMap((group) =>
    group.entries.flatMap((text) =>
      errors
        .filter(({ field }) => field === text.key)
        .map((error) => ({
          id: anchorOf(text.key),
          message: namedError(`${group.title}, ${labelOf(text)}`, sentenceOf(error)),
        })),
    ),
  );
  return {
    heading: { title: texts.titolo(name), lead: texts.introduzione },
    errors: summary.length === 0 ? null : { errors: summary },
    definitionHref: `${here}/definizione`,
    now: changed ? nowView(groups, form) : null,
    gone: goneView(groups, form.typed),
    action: `${here}/testi`,
    revision,
    groups: groups.map(({ title, entries }) => ({ title, fields: entries.map((text) => fieldOf(text, form)) })),
  };
};
