import { z } from 'zod';
import { asItIs, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const textFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('text'),
  maxLength: z.int().min(1).max(500).default(200),
  /** Exactly so many digits, as the number of a revenue stamp has; spaces between them do not matter. */
  digits: z.int().min(1).max(40).optional(),
});
export type TextField = z.infer<typeof textFieldSchema>;

/** One line of free text. */
export const textKind: FieldKind<TextField> = {
  normalise: (typed, { digits }) => {
    const close = typed.replaceAll(/\s+/gu, '');
    return digits !== undefined && /^\d+$/u.test(close) ? close : typed.replaceAll(/\s+/gu, ' ');
  },
  schema: ({ maxLength, digits }) =>
    digits === undefined
      ? z.string().max(maxLength, 'too_long')
      : z.string().refine((value) => /^\d+$/u.test(value) && value.length === digits, 'wrong_digits'),
  display: asItIs,
};
