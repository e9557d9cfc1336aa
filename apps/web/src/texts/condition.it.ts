import type { Condition, ServiceDefinition } from '@stanza/core';
import { partLabels } from '@stanza/services';

/** A condition of a definition, in words. */

type StepField = Extract<ServiceDefinition['steps'][number], { readonly kind: 'form' }>['fields'][number];

/** The fields of a definition, by id. */
export type FieldsById = ReadonlyMap<string, StepField>;

const quoted = (text: string): string => `«${text}»`;

const PARTS: ReadonlyMap<string, string> = new Map(Object.entries(partLabels));

/** What a field is called, or a part of it: `figlio.nome`. */
export const nameOf = (id: string, fields: FieldsById): string => {
  const [block = '', part] = id.split('.');
  const label = fields.get(block)?.label ?? block;
  return quoted(part === undefined ? label : `${label} – ${PARTS.get(part) ?? part}`);
};

export const valueName = (id: string, value: string, fields: FieldsById): string => {
  const field = fields.get(id);
  const options = field !== undefined && 'options' in field ? field.options : [];
  return quoted(options.find((option) => option.value === value)?.label ?? value);
};

const isOne = (id: string, values: readonly string[], fields: FieldsById, not: boolean): string => {
  const [no, name] = [not ? 'non ' : '', nameOf(id, fields)];
  const isBox = fields.get(id)?.kind === 'checkbox';
  const empty = isBox ? `${name} ${not ? '' : 'non '}è spuntata` : `${name} ${no}è vuoto`;
  if (values.length === 1 && values[0] === '') return empty;
  if (isBox && values.length === 1) return `${name} ${no}è spuntata`;
  const filled = values.filter((value) => value !== '').map((value) => valueName(id, value, fields));
  const sentence = `${name} ${no}è ${filled.join(' oppure ')}`;
  if (filled.length === values.length) return sentence;
  return `${sentence} ${not ? 'e' : 'oppure'} ${no}è vuoto`;
};

const joined = (parts: readonly Condition[], word: string, fields: FieldsById): string =>
  parts.map((part) => ('all' in part || 'any' in part ? `(${words(part, fields)})` : words(part, fields))).join(word);

const words = (condition: Condition, fields: FieldsById, not = false): string => {
  if ('equals' in condition) return isOne(condition.field, [condition.equals], fields, not);
  if ('in' in condition) return isOne(condition.field, condition.in, fields, not);
  if ('not' in condition) return words(condition.not, fields, !not);
  const sentence =
    'all' in condition ? joined(condition.all, ' e ', fields) : joined(condition.any, ' oppure ', fields);
  return not ? `non è vero che ${sentence}` : sentence;
};

/** `«Agisci per conto di altri?» è «sì»` */
export const conditionInWords = (condition: Condition, fields: FieldsById): string => words(condition, fields);
