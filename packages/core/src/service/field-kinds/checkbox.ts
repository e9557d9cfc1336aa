import { z } from 'zod';
import { asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const checkboxFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('checkbox'),
  /** What the summary and the form say when it is ticked. */
  ticked: z.string().min(1),
});
export type CheckboxField = z.infer<typeof checkboxFieldSchema>;

/** The value of a box that is ticked; one that is not has no answer. */
export const TICKED = 'si';

/** A declaration or a consent: one box. A required one must be ticked. */
export const checkboxKind: FieldKind<CheckboxField> = {
  normalise: asTyped,
  schema: () => z.literal(TICKED, { error: 'not_an_option' }),
  display: ({ ticked }) => ticked,
};
