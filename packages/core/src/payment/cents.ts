import { z } from 'zod';
import { italianNumber } from '../service/field-kinds/italian-number.ts';

/** More than anybody pays by a notice: the amount in its QR code has eleven digits at the most (standards.md 2.5). */
export const MAX_CENTS = 99_999_999_999;

/** An amount of money in cents of euro: a whole number, never negative. */
export const centsSchema = z.int().min(0).max(MAX_CENTS).brand<'Cents'>();
export type Cents = z.infer<typeof centsSchema>;

/** @throws when it is no whole number of cents that can be paid */
export const cents = (value: number): Cents => centsSchema.parse(value);

/** @throws when the sum is more than {@link MAX_CENTS} */
export const sumOfCents = (amounts: readonly Cents[]): Cents => cents(amounts.reduce((sum, next) => sum + next, 0));

/** `1650` → `16.50`: as amounts are kept in answers. */
export const decimalOfCents = (amount: Cents): string =>
  `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

/** `1650` → `16,50 €` */
export const inEuro = (amount: Cents): string => `${italianNumber(decimalOfCents(amount))} €`;

/** @param decimal an amount in euro as it is kept: `16`, `16.5`, `16.50` @returns null when it has more than two decimals, is negative or no number */
export const centsOfDecimal = (decimal: string): Cents | null => {
  const [, whole, fraction = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/u.exec(decimal) ?? [];
  if (whole === undefined) return null;
  return centsSchema.safeParse(Number(whole) * 100 + Number(fraction.padEnd(2, '0'))).data ?? null;
};
