import { z } from 'zod';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const textFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('text'),
  maxLength: z.int().min(1).max(500).default(200),
});
export type TextField = z.infer<typeof textFieldSchema>;

/** One line of free text. */
export const textKind: FieldKind<TextField> = {
  normalise: (typed) => typed.replaceAll(/\s+/gu, ' '),
  schema: (field) => z.string().max(field.maxLength, 'too_long'),
  display: (_field, value) => value,
};
