import {
  ANSWER_FLOWS,
  type ChoicesInput,
  DRAFT_CHOICES,
  type FieldError,
  longDay,
  MAX_PROTOCOL_VALUE,
  type Service,
  SIGN_IN_LEVELS,
} from '@stanza/core';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { radioChoices } from '../../ui/radio-choices.ts';
import { GROUPS, inputOf, NAMES } from './choices-form.ts';
import { texts } from './texts.it.ts';

export interface ChoicesForm {
  readonly service: Service;
  readonly input: ChoicesInput;
  readonly errors: readonly FieldError[];
  /** Of the service as it was read. */
  readonly version: number;
  /** Somebody else has chosen while this was written: the service is shown as it is. */
  readonly changed: boolean;
}

const isName = (field: string): field is keyof ChoicesInput => field in NAMES;

const fieldOf = (name: keyof ChoicesInput, { service, input, errors }: ChoicesForm): FieldView => {
  const found = errors.find(({ field }) => field === name);
  const base = {
    id: NAMES[name],
    name: NAMES[name],
    label: texts.campi[name],
    required: false,
    error: found === undefined ? undefined : fieldErrorTexts[found.code],
  };
  switch (name) {
    case 'suspended':
    case 'bulkDecisions':
      return { ...base, partial: 'field-checkbox', value: 'si', checked: input[name], hint: texts.aiuti[name] };
    case 'featured':
      return { ...base, partial: 'field-checkbox', value: 'si', checked: input.featured };
    case 'opensOn':
    case 'closesOn':
      return { ...base, partial: 'field-date', value: input[name], hint: texts.aiuti[name] };
    case 'position':
      return { ...base, partial: 'field-number', value: input.position, decimals: false, hint: texts.aiuti.position };
    case 'drafts': {
      const published = texts.bozzeDellaDefinizione[service.definition.drafts];
      const options = DRAFT_CHOICES.map((value) => ({
        value,
        label: texts.bozze[value],
        hint: value === 'definition' ? published : undefined,
      }));
      return { ...base, partial: 'field-radio', required: true, choices: radioChoices(base.id, input.drafts, options) };
    }
    case 'signInLevel': {
      const options = SIGN_IN_LEVELS.map((level) => ({
        value: String(level),
        label: texts.livelli[level].nome,
        hint: texts.livelli[level].aiuto,
      }));
      const choices = radioChoices(base.id, input.signInLevel, options);
      return { ...base, partial: 'field-radio', required: true, choices };
    }
    case 'answerFlow': {
      const options = ANSWER_FLOWS.map((value) => ({
        value,
        label: texts.risposte[value].nome,
        hint: texts.risposte[value].aiuto,
      }));
      const choices = radioChoices(base.id, input.answerFlow, options);
      return { ...base, partial: 'field-radio', required: true, choices };
    }
    default:
      return { ...base, partial: 'field-text', value: input[name], maxlength: MAX_PROTOCOL_VALUE };
  }
};

/** A choice as it is read. */
const shown = (name: keyof ChoicesInput, input: ChoicesInput): string => {
  const value = input[name];
  if (typeof value === 'boolean') return value ? texts.si : texts.no;
  if (name === 'drafts') return texts.bozze[DRAFT_CHOICES.find((choice) => choice === value) ?? 'definition'];
  if (name === 'signInLevel') return texts.livelli[SIGN_IN_LEVELS.find((level) => String(level) === value) ?? 2].nome;
  if (name === 'answerFlow') return texts.risposte[ANSWER_FLOWS.find((flow) => flow === value) ?? 'firma'].nome;
  return value !== '' && (name === 'opensOn' || name === 'closesOn') ? longDay(value) : value;
};

/** What differs from what was typed, as it is now. */
const nowView = ({ service, input }: ChoicesForm) => {
  const now = inputOf(service);
  return {
    title: '',
    editHref: null,
    rows: Object.values(GROUPS)
      .flat()
      .filter((name) => now[name] !== input[name])
      .map((name) => ({ term: texts.campi[name], value: shown(name, now) })),
  };
};

/** @param base path of the ente */
export const operatoriServizioView = (base: string, form: ChoicesForm) => {
  const { definition } = form.service;
  const summary = form.errors.flatMap(({ field, code }) =>
    isName(field) ? [{ id: NAMES[field], message: namedError(texts.campi[field], fieldErrorTexts[code]) }] : [],
  );
  const group = (key: keyof typeof GROUPS, help: string | null = null) => ({
    title: texts.gruppi[key],
    help,
    fields: GROUPS[key].map((name) => fieldOf(name, form)),
  });
  return {
    heading: { title: texts.titolo, lead: definition.name },
    errors: summary.length === 0 ? null : { errors: summary },
    sheetHref: `${base}/servizi/${definition.slug}`,
    now: form.changed ? nowView(form) : null,
    action: `${base}/operatori/servizi/${definition.slug}`,
    version: form.version,
    groups: [group('cittadini'), group('lavoro'), group('registro', texts.registroAiuto)],
  };
};
