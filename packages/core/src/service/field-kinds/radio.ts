import { z } from 'zod';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const radioFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('radio'),
  options: z.array(z.strictObject({ value: z.string().min(1), label: z.string().min(1) })).min(2),
});
export type RadioField = z.infer<typeof radioFieldSchema>;

/** One choice among a few, all visible. */
export const radioKind: FieldKind<RadioField> = {
  normalise: (typed) => typed,
  schema: (field) =>
    z.string().refine((value) => field.options.some((option) => option.value === value), 'not_an_option'),
  display: (field, value) => field.options.find((option) => option.value === value)?.label ?? value,
};
