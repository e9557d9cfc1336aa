import { z } from 'zod';

/** A condition on earlier answers. Kept small on purpose: what does not fit here is another step. */
export type Condition =
  | { readonly field: string; readonly equals: string }
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ field: z.string(), equals: z.string() }),
    z.strictObject({ field: z.string(), in: z.array(z.string()).min(1) }),
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);

/** @param answerOf the answer of a field, or undefined when it has none or is not walked */
export const holds = (condition: Condition, answerOf: (field: string) => string | undefined): boolean => {
  if ('equals' in condition) return answerOf(condition.field) === condition.equals;
  if ('in' in condition) return condition.in.includes(answerOf(condition.field) ?? '');
  if ('all' in condition) return condition.all.every((part) => holds(part, answerOf));
  if ('any' in condition) return condition.any.some((part) => holds(part, answerOf));
  return !holds(condition.not, answerOf);
};

/** The ids of the fields that a condition looks at. */
export const fieldsOf = (condition: Condition): readonly string[] => {
  if ('field' in condition) return [condition.field];
  if ('all' in condition) return condition.all.flatMap(fieldsOf);
  if ('any' in condition) return condition.any.flatMap(fieldsOf);
  return fieldsOf(condition.not);
};
