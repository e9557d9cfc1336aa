import { z } from 'zod';
import { asItIs, asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const textareaFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('textarea'),
  maxLength: z.int().min(1).max(10_000).default(2000),
});
export type TextareaField = z.infer<typeof textareaFieldSchema>;

/** Free text over several lines. */
export const textareaKind: FieldKind<TextareaField> = {
  normalise: asTyped,
  schema: (field) => z.string().max(field.maxLength, 'too_long'),
  display: asItIs,
};
