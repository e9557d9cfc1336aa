import type { FieldError } from '../shared/field-error.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cleanText } from '../shared/text.ts';
import {
  MAX_DEADLINE_DAYS,
  MAX_DESCRIPTION,
  type ServiceDefinition,
  SHEET_PARTS,
  type StepDefinition,
} from './definition.ts';
import { DEFINITION_LIMITS } from './definition-limits.ts';

/** One text of a definition that an administrator may change by itself. */
export interface ServiceText {
  /** `description`, `sheet.aChi`, `steps.istruzioni.title`… */
  readonly key: string;
  /** As it is changed: paragraphs are separated by an empty line. */
  readonly value: string;
  readonly kind: 'line' | 'paragraphs' | 'days';
  /** Most characters. */
  readonly max: number;
}

const BETWEEN_PARAGRAPHS = '\n\n';
const MAX_DAYS_CHARACTERS = 3;

const line = (key: string, value: string, max: number): ServiceText => ({ key, value, kind: 'line', max });
const paragraphs = (key: string, value: readonly string[]): ServiceText => ({
  key,
  value: value.join(BETWEEN_PARAGRAPHS),
  kind: 'paragraphs',
  max: DEFINITION_LIMITS.text,
});

const stepTexts = (step: StepDefinition): readonly ServiceText[] => [
  line(`steps.${step.id}.title`, step.title, DEFINITION_LIMITS.title),
  paragraphs(`steps.${step.id}.guide`, step.guide),
  ...(step.kind === 'instructions' ? [paragraphs(`steps.${step.id}.text`, step.text)] : []),
];

/** The texts of a definition that may be changed without touching steps and fields, in the order in which they are read. */
export const serviceTexts = (definition: ServiceDefinition): readonly ServiceText[] => [
  line('description', definition.description, MAX_DESCRIPTION),
  paragraphs('introduction', definition.introduction),
  ...SHEET_PARTS.map((part) => paragraphs(`sheet.${part}`, definition.sheet[part])),
  line('office', definition.office, DEFINITION_LIMITS.office),
  line('responsible', definition.responsible, DEFINITION_LIMITS.office),
  { key: 'deadlineDays', value: String(definition.deadlineDays), kind: 'days', max: MAX_DAYS_CHARACTERS },
  ...definition.steps.flatMap(stepTexts),
];

const cleaned = ({ kind }: ServiceText, typed: string): string =>
  kind === 'paragraphs'
    ? cleanText(typed)
        .split(/\n\s*\n/u)
        .join(BETWEEN_PARAGRAPHS)
    : cleanText(typed).replaceAll(/\s+/gu, ' ');

const errorOf = ({ key, kind, max }: ServiceText, typed: string): readonly FieldError[] => {
  if (typed === '') return [{ field: key, code: 'required' }];
  if (kind === 'days') {
    if (!/^\d+$/u.test(typed)) return [{ field: key, code: 'invalid_integer' }];
    const isIn = Number(typed) >= 1 && Number(typed) <= MAX_DEADLINE_DAYS;
    return isIn ? [] : [{ field: key, code: 'out_of_range' }];
  }
  return [...typed].length > max ? [{ field: key, code: 'too_long' }] : [];
};

/** A definition in which the texts at these keys are others. */
const replaced = (definition: ServiceDefinition, changed: ReadonlyMap<string, string>): ServiceDefinition => {
  const lineOf = (key: string, before: string): string => changed.get(key) ?? before;
  const paragraphsOf = (key: string, before: string[]): string[] =>
    changed.get(key)?.split(BETWEEN_PARAGRAPHS) ?? before;
  const stepOf = (step: StepDefinition): StepDefinition => {
    const title = lineOf(`steps.${step.id}.title`, step.title);
    const guide = paragraphsOf(`steps.${step.id}.guide`, step.guide);
    return step.kind === 'instructions'
      ? { ...step, title, guide, text: paragraphsOf(`steps.${step.id}.text`, step.text) }
      : { ...step, title, guide };
  };
  const { sheet } = definition;
  const sheetPart = (part: (typeof SHEET_PARTS)[number]) => paragraphsOf(`sheet.${part}`, sheet[part]);
  return {
    ...definition,
    description: lineOf('description', definition.description),
    introduction: paragraphsOf('introduction', definition.introduction),
    sheet: {
      aChi: sheetPart('aChi'),
      comeFare: sheetPart('comeFare'),
      cosaServe: sheetPart('cosaServe'),
      cosaSiOttiene: sheetPart('cosaSiOttiene'),
      tempi: sheetPart('tempi'),
      accedi: sheetPart('accedi'),
      condizioni: sheetPart('condizioni'),
      contatti: sheetPart('contatti'),
    },
    office: lineOf('office', definition.office),
    responsible: lineOf('responsible', definition.responsible),
    deadlineDays: Number(lineOf('deadlineDays', String(definition.deadlineDays))),
    steps: definition.steps.map(stepOf),
  };
};

/**
 * A definition with other texts. What says the same as before stays as it was, to the letter.
 * @param typed by key; a text that is missing stays as it is
 * @returns errors at the keys of the texts
 */
export const withServiceTexts = (
  definition: ServiceDefinition,
  typed: Readonly<Record<string, string>>,
): Result<ServiceDefinition, { readonly code: 'invalid_texts'; readonly errors: readonly FieldError[] }> => {
  const changed = new Map<string, string>();
  const errors: FieldError[] = [];
  for (const text of serviceTexts(definition)) {
    const value = cleaned(text, typed[text.key] ?? text.value);
    if (value === cleaned(text, text.value)) continue;
    errors.push(...errorOf(text, value));
    changed.set(text.key, value);
  }
  if (errors.length > 0) return refuse({ code: 'invalid_texts', errors });
  return ok(replaced(definition, changed));
};
