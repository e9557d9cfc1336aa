import { fieldsOfAmount } from '../payment/amount-rule.ts';
import type { DueItemDefinition } from '../payment/due.ts';
import { type Condition, fieldsOf } from './condition.ts';
import type { PartPath, PartProblem } from './definition-problem.ts';
import { countryIdOf } from './field-kinds/address.ts';
import type { FieldDefinition } from './field-kinds/index.ts';
import { fieldsOfRule, type Rule } from './rule.ts';

/** A field that is wrong by itself, which may have any parts. */
interface BrokenField {
  readonly kind: 'broken';
  readonly id: string;
}
export type FieldToCheck = FieldDefinition | BrokenField;

/** What the checks between parts look at of a definition. */
export interface DefinitionToCheck {
  readonly steps: readonly {
    readonly kind: string;
    readonly id: string;
    readonly when?: Condition | undefined;
    readonly fields?: readonly FieldToCheck[];
    readonly rules?: readonly Rule[];
    /** Of a step of payment. */
    readonly items?: readonly DueItemDefinition[];
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

/** The field that a part of a block belongs to: `figlio` of `figlio.nome`. */
const blockOf = (id: string): string => id.split('.', 1)[0] ?? '';

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

/** Where a problem is, and what it is. */
export type PlacedPartProblem = PartProblem & { readonly path: PartPath };

/** Rules between the parts of a definition. @returns what breaks them, in the order of the definition */
export const partProblems = (definition: DefinitionToCheck): readonly PlacedPartProblem[] => {
  const problems: PlacedPartProblem[] = [];
  const complain = (path: PartPath, problem: PartProblem) => problems.push({ ...problem, path });
  const earlier = new Map<string, readonly string[] | null>();
  /** Blocks of which it is not known which parts they have. */
  const unsure = new Set<string>();
  const isEarlier = (id: string): boolean => earlier.has(id) || unsure.has(blockOf(id));
  const [stepIds, answerKeys] = [new Set<string>(), new Set<string>()];

  const checkCondition = (condition: Condition | undefined, path: PartPath) => {
    if (condition === undefined) return;
    if (depthOf(condition) > MAX_DEPTH) complain(path, { code: 'condition_too_deep', max: MAX_DEPTH });
    for (const field of fieldsOf(condition)) if (!isEarlier(field)) complain(path, { code: 'unknown_field', field });
    for (const { field, values: compared } of comparisons(condition)) {
      const values = earlier.get(field) ?? null;
      const value = values === null ? undefined : compared.find((one) => !values.includes(one));
      if (values !== null && value !== undefined) complain(path, { code: 'not_a_value', field, value, values });
    }
  };
  const claim = (taken: Set<string>, id: string, path: PartPath) => {
    if (taken.has(id)) complain([...path, 'id'], { code: 'id_twice', id });
    taken.add(id);
  };
  const checkRange = (field: FieldDefinition, path: PartPath) => {
    if ('min' in field && 'max' in field && field.min > field.max) {
      complain([...path, 'min'], { code: 'min_over_max', min: field.min, max: field.max });
    }
    const options = 'options' in field ? field.options.map(({ value }) => value) : [];
    if (new Set(options).size < options.length) complain([...path, 'options'], { code: 'option_twice' });
    if (field.kind !== 'rows') return;
    const cells = field.fields.map(({ id }) => id);
    if (new Set(cells).size < cells.length) complain([...path, 'fields'], { code: 'cell_twice' });
  };
  const checkField = (field: FieldToCheck, path: PartPath) => {
    if (field.kind === 'broken') unsure.add(field.id);
    else {
      checkCondition(field.when, [...path, 'when']);
      checkCondition(field.requiredWhen, [...path, 'requiredWhen']);
      checkRange(field, path);
    }
    claim(answerKeys, field.id, path);
    if (RESERVED.has(field.id)) complain([...path, 'id'], { code: 'id_reserved', id: field.id });
    if (field.kind !== 'broken') for (const id of idsOf(field)) earlier.set(id, valuesOf(field));
  };

  const checkItem = ({ when, amount }: DueItemDefinition, path: PartPath) => {
    checkCondition(when, [...path, 'when']);
    for (const field of fieldsOfAmount(amount)) {
      if (!isEarlier(field)) complain([...path, 'amount'], { code: 'unknown_field', field });
    }
    if (amount.rule !== 'choice') return;
    // An answer without an amount would keep whoever gives it from sending.
    const missing = earlier.get(amount.field)?.find((value) => !Object.hasOwn(amount.cents, value));
    if (missing !== undefined) complain([...path, 'amount', 'cents'], { code: 'no_amount', value: missing });
  };

  const { steps } = definition;
  if (steps.filter(({ kind }) => kind === 'applicant').length > 1) complain(['steps'], { code: 'applicant_twice' });
  steps.forEach((step, index) => {
    const path = ['steps', index];
    if ((index === 0) !== (step.kind === 'instructions')) complain(path, { code: 'first_step' });
    if ((index === steps.length - 1) !== (step.kind === 'summary')) complain(path, { code: 'last_step' });
    if (step.kind === 'payment' && index !== steps.length - 2) complain(path, { code: 'payment_before_summary' });
    claim(stepIds, step.id, path);
    // A step that is only confirmed has its answer under its own id, among those of the fields.
    if (step.kind === 'instructions' || step.kind === 'applicant') claim(answerKeys, step.id, path);
    checkCondition(step.when, [...path, 'when']);
    step.items?.forEach((item, at) => {
      checkItem(item, [...path, 'items', at]);
    });
    step.fields?.forEach((field, at) => {
      checkField(field, [...path, 'fields', at]);
    });
    const own = new Set(step.fields?.flatMap((field) => (field.kind === 'broken' ? [field.id] : idsOf(field))));
    step.rules?.forEach((rule, at) => {
      for (const field of fieldsOfRule(rule)) {
        const block = blockOf(field);
        if (!own.has(field) && !(unsure.has(block) && own.has(block)))
          complain([...path, 'rules', at], { code: 'not_in_step', field });
      }
    });
  });
  return problems;
};
