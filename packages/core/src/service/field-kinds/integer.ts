import { z } from 'zod';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';
import { italianNumber, normaliseNumber, typedNumber } from './italian-number.ts';

export const integerFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('integer'),
  min: z.int().default(0),
  max: z.int().default(999_999_999),
  unit: z.string().min(1).max(12).optional(),
});
export type IntegerField = z.infer<typeof integerFieldSchema>;

/** A whole number: how many, which year. */
export const integerKind: FieldKind<IntegerField> = {
  normalise: normaliseNumber,
  schema: ({ min, max }) =>
    z
      .string()
      .regex(/^-?\d{1,12}$/u, { error: 'invalid_integer', abort: true })
      .refine((value) => Number(value) >= min && Number(value) <= max, 'out_of_range'),
  // A fraction is wrong here, and must stay as wrong as it was typed.
  typed: (_field, value) => typedNumber(value),
  display: ({ unit, min, max }, value) => {
    // A year is not written with a separator.
    const number = min >= 1000 && max <= 9999 ? value : italianNumber(value);
    return unit === undefined ? number : `${number} ${unit}`;
  },
};
