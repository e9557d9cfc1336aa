import type { z } from 'zod';
import { type Condition, fieldsOf } from './condition.ts';
import { countryIdOf } from './field-kinds/address.ts';
import type { FieldDefinition } from './field-kinds/index.ts';
import { fieldsOfRule, type Rule } from './rule.ts';

/** What the checks between parts look at of a definition. */
export interface DefinitionToCheck {
  readonly steps: readonly {
    readonly kind: string;
    readonly id: string;
    readonly when?: Condition | undefined;
    readonly fields?: readonly FieldDefinition[];
    readonly rules?: readonly Rule[];
  }[];
}

/** The ids that a field gives to conditions and rules: of its parts, when it is a block. Rows give none. */
const idsOf = (field: FieldDefinition): readonly string[] => {
  if (field.kind === 'rows' || field.kind === 'info' || field.kind === 'readonly') return [];
  if (field.kind === 'person') return field.parts.map((part) => `${field.id}.${part}`);
  if (field.kind !== 'address') return [field.id];
  const parts = ['via', 'civico', 'cap', 'comune', 'provincia'].map((part) => `${field.id}.${part}`);
  return [countryIdOf(field) ?? [], parts].flat();
};

/** The values that a field can have, where they are few; null where they are not. */
const valuesOf = (field: FieldDefinition): readonly string[] | null =>
  field.kind === 'radio' || field.kind === 'select'
    ? field.options.map(({ value }) => value)
    : field.kind === 'checkbox'
      ? ['si', '']
      : null;

/** The comparisons of a condition, with the field and the values that each names. */
const comparisons = (
  condition: Condition,
): readonly { readonly field: string; readonly values: readonly string[] }[] => {
  if ('equals' in condition) return [{ field: condition.field, values: [condition.equals] }];
  if ('in' in condition) return [{ field: condition.field, values: condition.in }];
  if ('all' in condition) return condition.all.flatMap(comparisons);
  if ('any' in condition) return condition.any.flatMap(comparisons);
  return comparisons(condition.not);
};

/** Names of the form around the fields, and those that every object has. */
const RESERVED: ReadonlySet<string> = new Set(['azione', 'conferma', 'nota_privata', 'versione', 'constructor']);

/** Deepest nesting of a condition: beyond it nobody can say when it holds. */
const MAX_DEPTH = 5;
const depthOf = (condition: Condition): number => {
  if ('field' in condition) return 1;
  const parts = 'not' in condition ? [condition.not] : 'all' in condition ? condition.all : condition.any;
  return 1 + Math.max(...parts.map(depthOf));
};

/** Rules between parts: a mistake is reported with the path of the part that is wrong, and what was expected. */
export const checkDefinition = (definition: DefinitionToCheck, context: z.RefinementCtx): void => {
  const complain = (path: readonly PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path: [...path], message });
  const earlier = new Map<string, readonly string[] | null>();
  const [stepIds, answerKeys] = [new Set<string>(), new Set<string>()];

  const checkCondition = (condition: Condition | undefined, path: readonly PropertyKey[], name: string) => {
    if (condition === undefined) return;
    if (depthOf(condition) > MAX_DEPTH) complain([...path, name], `a condition has at most ${MAX_DEPTH} levels`);
    for (const field of fieldsOf(condition)) {
      if (!earlier.has(field)) complain([...path, name], `"${field}" is not the id of an earlier field`);
    }
    for (const { field, values } of comparisons(condition)) {
      const possible = earlier.get(field) ?? null;
      const wrong = possible === null ? undefined : values.find((value) => !possible.includes(value));
      if (wrong !== undefined)
        complain([...path, name], `"${wrong}" is not a value of "${field}": ${possible?.join(', ')}`);
    }
  };
  const claim = (taken: Set<string>, id: string, path: readonly PropertyKey[]) => {
    if (taken.has(id)) complain([...path, 'id'], `the id "${id}" is used twice`);
    taken.add(id);
  };
  const checkRange = (field: FieldDefinition, path: readonly PropertyKey[]) => {
    if ('min' in field && 'max' in field && field.min > field.max) {
      complain([...path, 'min'], `the least (${field.min}) is more than the most (${field.max})`);
    }
    const options = 'options' in field ? field.options.map(({ value }) => value) : [];
    if (new Set(options).size < options.length) complain([...path, 'options'], 'two options have the same value');
    if (field.kind !== 'rows') return;
    const cells = field.fields.map(({ id }) => id);
    if (new Set(cells).size < cells.length) complain([...path, 'fields'], 'two fields of a row have the same id');
  };

  if (definition.steps.filter(({ kind }) => kind === 'applicant').length > 1) {
    complain(['steps'], 'at most one step is "applicant"');
  }
  definition.steps.forEach((step, index) => {
    const path = ['steps', index];
    if ((index === 0) !== (step.kind === 'instructions'))
      complain(path, 'the first step, and no other, is "instructions"');
    if ((index === definition.steps.length - 1) !== (step.kind === 'summary')) {
      complain(path, 'the last step, and no other, is "summary"');
    }
    claim(stepIds, step.id, path);
    // A step that is only confirmed has its answer under its own id, among those of the fields.
    if (step.kind === 'instructions' || step.kind === 'applicant') claim(answerKeys, step.id, path);
    checkCondition(step.when, path, 'when');
    step.fields?.forEach((field, at) => {
      const fieldPath = [...path, 'fields', at];
      checkCondition(field.when, fieldPath, 'when');
      checkCondition(field.requiredWhen, fieldPath, 'requiredWhen');
      checkRange(field, fieldPath);
      claim(answerKeys, field.id, fieldPath);
      if (RESERVED.has(field.id)) complain([...fieldPath, 'id'], `"${field.id}" is a name that the form itself uses`);
      for (const id of idsOf(field)) earlier.set(id, valuesOf(field));
    });
    const own = new Set(step.fields?.flatMap(idsOf));
    step.rules?.forEach((rule, at) => {
      for (const field of fieldsOfRule(rule)) {
        if (!own.has(field)) complain([...path, 'rules', at], `"${field}" is not the id of a field of this step`);
      }
    });
  });
};
