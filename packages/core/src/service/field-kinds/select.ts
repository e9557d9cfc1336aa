import { z } from 'zod';
import { asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';
import { labelOf, oneOf, optionSchema } from './radio.ts';

export const selectFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('select'),
  options: z.array(optionSchema).min(2).max(300),
});
export type SelectField = z.infer<typeof selectFieldSchema>;

/** One choice among many, in a list that opens. */
export const selectKind: FieldKind<SelectField> = {
  normalise: asTyped,
  schema: ({ options }) => oneOf(options),
  display: ({ options }, value) => labelOf(options, value),
};
