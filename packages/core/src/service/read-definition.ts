import { z } from 'zod';
import { dueItemSchema } from '../payment/due.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { type DefinitionToCheck, type FieldToCheck, partProblems } from './check-definition.ts';
import { conditionSchema } from './condition.ts';
import { definitionShape, type ServiceDefinition } from './definition.ts';
import type { DefinitionProblem, PlacedProblem } from './definition-problem.ts';
import { sizeProblems, textProblems } from './definition-size.ts';
import { fieldSchema } from './field-kinds/index.ts';
import { ruleSchema } from './rule.ts';
import { shapeProblems } from './shape-problems.ts';
import { cleanedTexts, isRecord, listAt, textAt, valueAt } from './unknown-value.ts';

/** Longest name that a problem repeats: what a file calls a step may be anything. */
const MAX_NAME = 80;
const short = (text: string | null): string | null => (text === null ? null : text.slice(0, MAX_NAME));

/** With the names of the step and of the field that it is in. */
const named =
  (value: unknown) =>
  (problem: PlacedProblem): DefinitionProblem => {
    const { path } = problem;
    const step = path[0] === 'steps' && path.length > 1 ? valueAt(value, path.slice(0, 2)) : undefined;
    const field = step !== undefined && path[2] === 'fields' ? valueAt(value, path.slice(0, 4)) : undefined;
    return {
      ...problem,
      inStep: short(textAt(step, 'title') ?? textAt(step, 'id')),
      inField: short(textAt(field, 'id')),
    };
  };

const fieldToCheck = (value: unknown): readonly FieldToCheck[] => {
  const parsed = fieldSchema.safeParse(value);
  if (parsed.success) return [parsed.data];
  const id = textAt(value, 'id');
  return id === null ? [] : [{ kind: 'broken', id }];
};

/**
 * As much of a definition as can be read, for the rules between its parts, so that all that is wrong is told at once. Only when
 * every step and field has its place: else a path would point to another one.
 */
const readable = (value: unknown): DefinitionToCheck | null => {
  const steps = listAt(value, 'steps').map((step): DefinitionToCheck['steps'][number] | null => {
    const [kind, id] = [textAt(step, 'kind'), textAt(step, 'id')];
    if (kind === null || id === null) return null;
    const raw = listAt(step, 'fields');
    const fields = raw.flatMap(fieldToCheck);
    if (fields.length < raw.length) return null;
    const rules = z.array(ruleSchema).safeParse(listAt(step, 'rules'));
    const when = conditionSchema.safeParse(valueAt(step, ['when']));
    const items = z.array(dueItemSchema).safeParse(listAt(step, 'items'));
    const known = { rules: rules.success ? rules.data : [], items: items.success ? items.data : [] };
    return { kind, id, fields, ...known, ...(when.success ? { when: when.data } : {}) };
  });
  const whole = steps.flatMap((step) => step ?? []);
  return whole.length < steps.length || steps.length === 0 ? null : { steps: whole };
};

/**
 * Reads what somebody offers as the definition of a service, whatever it is. Its revision does not count: it is 1 until the
 * definition is published.
 * @param value as `JSON.parse` gives it
 * @returns all that is wrong, in the order of the definition where one can say
 */
export const readDefinition = (
  value: unknown,
): Result<
  ServiceDefinition,
  { readonly code: 'invalid_definition'; readonly problems: readonly DefinitionProblem[] }
> => {
  const refused = (problems: readonly PlacedProblem[]) =>
    refuse({ code: 'invalid_definition', problems: problems.map(named(value)) });
  const tooMuch = sizeProblems(value);
  if (tooMuch.length > 0) return refused(tooMuch);
  const cleaned = cleanedTexts(isRecord(value) ? { ...value, revision: 1 } : value);
  const tooLong = textProblems(cleaned);
  const parsed = definitionShape.safeParse(cleaned);
  if (parsed.success) {
    const problems = [...tooLong, ...partProblems(parsed.data)];
    return problems.length === 0 ? ok(parsed.data) : refused(problems);
  }
  const between = readable(cleaned);
  const shape = shapeProblems(parsed.error.issues, cleaned);
  return refused([...shape, ...tooLong, ...(between === null ? [] : partProblems(between))]);
};
