import type { ServiceDefinition, StepDefinition } from './definition.ts';
import type { FieldDefinition } from './field-kinds/index.ts';

/** What a revision does to a step or to a field. */
export type PartChange = 'added' | 'removed' | 'changed';

/** One thing that is not as it was in the revision before. */
export type DefinitionChange =
  /** @property key of the definition, or `sheet.tempi` */
  | { readonly of: 'service'; readonly key: string }
  /** @property keys what is another of one that has changed */
  | { readonly of: 'step'; readonly change: PartChange; readonly step: string; readonly keys: readonly string[] }
  | {
      readonly of: 'field';
      readonly change: PartChange;
      readonly step: string;
      readonly field: string;
      readonly keys: readonly string[];
    }
  /** The same steps, or fields of a step, in another order. @property step null for the steps themselves */
  | { readonly of: 'order'; readonly step: string | null };

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The keys that differ, apart from those that are compared by themselves. */
const differing = (before: object, after: object, apart: readonly string[]): readonly string[] => {
  const [old, now] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ];
  const keys = new Set([...old.keys(), ...now.keys()]);
  return [...keys].filter((key) => !apart.includes(key) && !isSame(old.get(key), now.get(key)));
};

interface PlacedField {
  readonly step: StepDefinition;
  readonly field: FieldDefinition;
}
const fieldsOf = ({ steps }: ServiceDefinition): ReadonlyMap<string, PlacedField> =>
  new Map(
    steps.flatMap((step) =>
      step.kind === 'form' ? step.fields.map((field) => [field.id, { step, field }] as const) : [],
    ),
  );

const nameOf = ({ id, label }: FieldDefinition): string => label || id;

const fieldChanges = (before: ServiceDefinition, after: ServiceDefinition): readonly DefinitionChange[] => {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const one = (change: PartChange, { step, field }: PlacedField, keys: readonly string[] = []): DefinitionChange => ({
    of: 'field',
    change,
    step: step.title,
    field: nameOf(field),
    keys,
  });
  const there = [...now].flatMap(([id, placed]): readonly DefinitionChange[] => {
    const was = old.get(id);
    if (was === undefined) return [one('added', placed)];
    const moved = was.step.id === placed.step.id ? [] : ['step'];
    const keys = [...moved, ...differing(was.field, placed.field, [])];
    return keys.length === 0 ? [] : [one('changed', placed, keys)];
  });
  const gone = [...old].filter(([id]) => !now.has(id)).map(([, placed]) => one('removed', placed));
  return [...there, ...gone];
};

/** Whether what both have is in another order. */
const isReordered = (before: readonly string[], after: readonly string[]): boolean =>
  !isSame(
    before.filter((id) => after.includes(id)),
    after.filter((id) => before.includes(id)),
  );

const idsIn = (step: StepDefinition): readonly string[] =>
  step.kind === 'form' ? step.fields.map(({ id }) => id) : [];

const stepChanges = (before: ServiceDefinition, after: ServiceDefinition): readonly DefinitionChange[] => {
  const old = new Map(before.steps.map((step) => [step.id, step]));
  const there = after.steps.flatMap((step): readonly DefinitionChange[] => {
    const was = old.get(step.id);
    if (was === undefined) return [{ of: 'step', change: 'added', step: step.title, keys: [] }];
    const keys = differing(was, step, ['id', 'fields']);
    return [
      ...(keys.length === 0 ? [] : [{ of: 'step', change: 'changed', step: step.title, keys } as const]),
      ...(isReordered(idsIn(was), idsIn(step)) ? [{ of: 'order', step: step.title } as const] : []),
    ];
  });
  const gone = before.steps
    .filter(({ id }) => !after.steps.some((step) => step.id === id))
    .map(({ title }) => ({ of: 'step', change: 'removed', step: title, keys: [] }) as const);
  const ids = ({ steps }: ServiceDefinition) => steps.map(({ id }) => id);
  return [...(isReordered(ids(before), ids(after)) ? [{ of: 'order', step: null } as const] : []), ...there, ...gone];
};

/** What a definition changes of the one before it, whatever their revisions: of the service, of its steps, of their fields. */
export const compareDefinitions = (
  before: ServiceDefinition,
  after: ServiceDefinition,
): readonly DefinitionChange[] => [
  ...differing(before, after, ['revision', 'slug', 'sheet', 'steps']).map((key) => ({ of: 'service', key }) as const),
  ...differing(before.sheet, after.sheet, []).map((key) => ({ of: 'service', key: `sheet.${key}` }) as const),
  ...stepChanges(before, after),
  ...fieldChanges(before, after),
];
