import { z } from 'zod';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';
import { isDecimal, italianNumber, normaliseNumber, typedNumber } from './italian-number.ts';

export const numberFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('number'),
  min: z.number().default(0),
  max: z.number().default(999_999_999),
  /** Most digits after the comma. */
  decimals: z.int().min(0).max(6).default(2),
  /** Shown after the number: "mq", "kg". */
  unit: z.string().min(1).max(12).optional(),
});
export type NumberField = z.infer<typeof numberFieldSchema>;

/** The schema of a decimal number between two bounds. */
export const decimalBetween = (min: number, max: number, decimals: number): z.ZodType<string> =>
  z
    .string()
    .refine(isDecimal, { error: 'invalid_number', abort: true })
    .refine((value) => (value.split('.')[1] ?? '').length <= decimals, { error: 'too_many_decimals', abort: true })
    .refine((value) => Number(value) >= min && Number(value) <= max, 'out_of_range');

/** A quantity, with or without decimals; kept as `1234.5`. */
export const numberKind: FieldKind<NumberField> = {
  normalise: normaliseNumber,
  schema: ({ min, max, decimals }) => decimalBetween(min, max, decimals),
  typed: (_field, value) => typedNumber(value),
  display: ({ unit }, value) => (unit === undefined ? italianNumber(value) : `${italianNumber(value)} ${unit}`),
};
