import { DEFINITION_LIMITS } from './definition-limits.ts';
import type { PartPath, PlacedProblem } from './definition-problem.ts';
import { isRecord, listAt } from './unknown-value.ts';

const { depth: MAX_DEPTH, entries: MAX_ENTRIES, steps: MAX_STEPS, fields: MAX_FIELDS } = DEFINITION_LIMITS;

/** Most characters of a text, by the key that it has or whose list it is in. */
const MAX_TEXT: Readonly<Record<string, number>> = {
  title: DEFINITION_LIMITS.title,
  office: DEFINITION_LIMITS.office,
  responsible: DEFINITION_LIMITS.office,
};

const partsOf = (value: unknown): readonly (readonly [string | number, unknown])[] => {
  if (Array.isArray(value)) return [...value.entries()];
  return isRecord(value) ? Object.entries(value) : [];
};

/** The first list or object that is too long, and the first place that is too deep: the rest of such a file is not looked at. */
const nested = (value: unknown, path: PartPath): readonly PlacedProblem[] => {
  if (path.length > MAX_DEPTH) return [{ code: 'too_deep', max: MAX_DEPTH, path: path.slice(0, 3) }];
  const parts = partsOf(value);
  if (parts.length > MAX_ENTRIES) return [{ code: 'too_many', max: MAX_ENTRIES, path }];
  for (const [key, part] of parts) {
    const found = nested(part, [...path, key]);
    if (found.length > 0) return found;
  }
  return [];
};

/** The fields of a step, those of rows included. */
const fieldsIn = (step: unknown): number =>
  listAt(step, 'fields').reduce<number>((sum, field) => sum + 1 + listAt(field, 'fields').length, 0);

/** What makes a definition too large to be looked at any further. */
export const sizeProblems = (value: unknown): readonly PlacedProblem[] => {
  const found = nested(value, []);
  if (found.length > 0) return found;
  const steps = listAt(value, 'steps');
  if (steps.length > MAX_STEPS) return [{ code: 'too_many_steps', max: MAX_STEPS, path: ['steps'] }];
  const fields = steps.reduce<number>((sum, step) => sum + fieldsIn(step), 0);
  return fields > MAX_FIELDS ? [{ code: 'too_many_fields', max: MAX_FIELDS, path: ['steps'] }] : [];
};

/** The texts that are longer than anybody reads. */
export const textProblems = (value: unknown, path: PartPath = []): readonly PlacedProblem[] => {
  if (typeof value !== 'string') return partsOf(value).flatMap(([key, part]) => textProblems(part, [...path, key]));
  const key = path.findLast((part) => typeof part === 'string') ?? '';
  const max = (Object.hasOwn(MAX_TEXT, key) ? MAX_TEXT[key] : undefined) ?? DEFINITION_LIMITS.text;
  return [...value].length > max ? [{ code: 'text_too_long', max, path }] : [];
};
