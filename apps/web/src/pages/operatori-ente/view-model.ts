import {
  type FieldError,
  type KeptTenantData,
  MAX_TENANT_TEXT,
  TENANT_CONTACTS,
  TENANT_LINKS,
  TENANT_THEMES,
  type TenantInput,
} from '@stanza/core';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { radioChoices } from '../../ui/radio-choices.ts';
import { texts } from './texts.it.ts';

/** Names of the fields in the form. */
export const NAMES = {
  address: 'indirizzo',
  email: 'email',
  pec: 'pec',
  phone: 'telefono',
  sender: 'mittente',
  website: 'sito',
  privacy: 'privacy',
  legalNotes: 'note_legali',
  accessibility: 'accessibilita',
  reportInefficiency: 'disservizi',
  faq: 'faq',
  theme: 'colore',
} as const satisfies Record<keyof TenantInput, string>;

/** What the form sent. @param fields by the names that they have in it */
export const inputFrom = (fields: Readonly<Record<string, string>>): TenantInput => {
  const text = (name: keyof TenantInput) => fields[NAMES[name]] ?? '';
  return {
    address: text('address'),
    email: text('email'),
    pec: text('pec'),
    phone: text('phone'),
    sender: text('sender'),
    website: text('website'),
    privacy: text('privacy'),
    legalNotes: text('legalNotes'),
    accessibility: text('accessibility'),
    reportInefficiency: text('reportInefficiency'),
    faq: text('faq'),
    theme: text('theme'),
  };
};

/** As the form shows what is kept. */
export const inputOf = ({ contacts, links, theme }: KeptTenantData): TenantInput => ({
  ...contacts,
  sender: contacts.sender ?? '',
  ...links,
  theme,
});

export interface EnteForm {
  readonly name: string;
  readonly input: TenantInput;
  readonly errors: readonly FieldError[];
  /** Of the data as they were read. */
  readonly version: number;
  /** As they are, when somebody else has changed them while this was written. */
  readonly now: KeptTenantData | null;
}

const isName = (field: string): field is keyof TenantInput => field in NAMES;

const fieldOf = (name: keyof TenantInput, { input, errors }: EnteForm): FieldView => {
  const found = errors.find(({ field }) => field === name);
  const base = {
    id: NAMES[name],
    name: NAMES[name],
    label: texts.campi[name],
    value: input[name],
    required: true,
    error: found === undefined ? undefined : fieldErrorTexts[found.code],
  };
  switch (name) {
    case 'address':
      return { ...base, partial: 'field-text', maxlength: MAX_TENANT_TEXT };
    case 'email':
      return { ...base, partial: 'field-email', hint: texts.aiuti.email };
    case 'pec':
      return { ...base, partial: 'field-email' };
    case 'sender':
      return { ...base, required: false, partial: 'field-email', hint: texts.aiuti.sender };
    case 'phone':
      return { ...base, partial: 'field-tel' };
    case 'theme':
      return {
        ...base,
        partial: 'field-radio',
        choices: radioChoices(
          base.id,
          input.theme,
          TENANT_THEMES.map((value) => ({ value, label: texts.colori[value] })),
        ),
      };
    default:
      return { ...base, partial: 'field-url', hint: name === 'accessibility' ? texts.aiuti.accessibility : undefined };
  }
};

/** What differs from what was typed, as it is now. */
const nowView = (now: KeptTenantData, input: TenantInput) => {
  const kept = inputOf(now);
  const names = [...TENANT_CONTACTS, ...TENANT_LINKS, 'theme'] as const;
  return {
    title: '',
    editHref: null,
    rows: names
      .filter((name) => kept[name] !== input[name].trim())
      .map((name) => ({ term: texts.campi[name], value: name === 'theme' ? texts.colori[now.theme] : kept[name] })),
  };
};

/** @param action where the form goes */
export const operatoriEnteView = (action: string, form: EnteForm) => {
  const summary = form.errors.flatMap(({ field, code }) =>
    isName(field) ? [{ id: NAMES[field], message: namedError(texts.campi[field], fieldErrorTexts[code]) }] : [],
  );
  const group = (title: string, names: readonly (keyof TenantInput)[]) => ({
    title,
    fields: names.map((name) => fieldOf(name, form)),
  });
  const fixed: FieldView = {
    partial: 'field-readonly',
    label: texts.fissi,
    value: form.name,
    hint: texts.fissiAiuto,
  };
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    errors: summary.length === 0 ? null : { errors: summary },
    now: form.now === null ? null : nowView(form.now, form.input),
    action,
    version: form.version,
    fixed,
    groups: [
      group(texts.gruppi.contatti, TENANT_CONTACTS),
      group(texts.gruppi.collegamenti, TENANT_LINKS),
      group(texts.gruppi.aspetto, ['theme']),
    ],
  };
};
