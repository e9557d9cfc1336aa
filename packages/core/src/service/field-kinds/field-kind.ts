import { z } from 'zod';
import { conditionSchema } from '../condition.ts';

/** What every field of a definition says, whatever its kind. */
export const fieldBaseSchema = z.strictObject({
  /** Unique in the whole definition; it is the key of the answer. */
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/u),
  label: z.string().min(1),
  hint: z.string().min(1).optional(),
  required: z.boolean().default(true),
  /** The field exists only while the condition on earlier fields holds. */
  when: conditionSchema.optional(),
});

/** Facts from outside the form that a value is checked against. */
export interface ValidationFacts {
  /** The day in Italy, `YYYY-MM-DD`. */
  today(): string;
}

/** What a display needs to know of the files that answers point to. */
export interface DisplayFacts {
  readonly fileNames: ReadonlyMap<string, string>;
}

/**
 * A kind of field: a code file that says how its data look, how a typed string becomes a value, when the value is
 * good and how a person reads it. Answers are kept as normalised strings; the empty string is "no answer".
 */
export interface FieldKind<Definition> {
  normalise(typed: string): string;
  /** Schema of a non-empty, normalised value; its messages are `FieldErrorCode`s. */
  schema(definition: Definition, facts: ValidationFacts): z.ZodType<string>;
  display(definition: Definition, value: string, facts: DisplayFacts): string;
}
