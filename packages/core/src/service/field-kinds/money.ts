import { z } from 'zod';
import { type FieldKind, fieldBaseSchema } from './field-kind.ts';
import { isDecimal, italianNumber, normaliseNumber, typedNumber } from './italian-number.ts';
import { decimalBetween } from './number.ts';

export const moneyFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('money'),
  /** Euro. */
  min: z.number().default(0.01),
  max: z.number().default(999_999.99),
});
export type MoneyField = z.infer<typeof moneyFieldSchema>;

/** An amount in euro; kept with two decimals at the most. */
export const moneyKind: FieldKind<MoneyField> = {
  normalise: normaliseNumber,
  schema: ({ min, max }) => decimalBetween(min, max, 2),
  typed: (_field, value) => typedNumber(value),
  display: (_field, value) => {
    if (!isDecimal(value)) return `${value} €`;
    const [whole = '', cents = ''] = value.split('.');
    return `${italianNumber(`${whole}.${cents.padEnd(2, '0')}`)} €`;
  },
};
