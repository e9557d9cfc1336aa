import { z } from 'zod';
import { isDecimal } from '../service/field-kinds/italian-number.ts';
import { isCalendarDate } from '../shared/calendar.ts';
import { type Cents, cents, centsOfDecimal, centsSchema, MAX_CENTS } from './cents.ts';

/** By what a rate is multiplied: the number of a field, or the days from one to another, both included. */
const factorSchema = z.union([
  z.strictObject({ field: z.string() }),
  z.strictObject({ from: z.string(), to: z.string() }),
]);
export type Factor = z.infer<typeof factorSchema>;

const amountSchema = z.int().min(1).max(MAX_CENTS);

/** How an amount follows from the answers. Kept few on purpose: what does not fit here the citizen is asked for later. */
export const amountRuleSchema = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('fixed'), cents: amountSchema }),
  /** By the answer of a field with few; what is not due has 0. */
  z.strictObject({
    rule: z.literal('choice'),
    field: z.string(),
    cents: z.record(z.string(), z.int().min(0).max(MAX_CENTS)),
  }),
  /** A rate for each so many units (`per`), times one number or several. */
  z.strictObject({
    rule: z.literal('product'),
    of: z.array(factorSchema).min(1).max(3),
    cents: amountSchema,
    per: z.int().min(1).max(1_000_000).default(1),
    atLeast: amountSchema.optional(),
    atMost: amountSchema.optional(),
  }),
  /** What the citizen has written in a field of money. */
  z.strictObject({ rule: z.literal('typed'), field: z.string() }),
]);
export type AmountRule = z.infer<typeof amountRuleSchema>;

/** @returns the answer of a field; undefined when it has none or is not walked */
type AnswerOf = (field: string) => string | undefined;

/** The ids of the fields that a rule looks at. */
export const fieldsOfAmount = (rule: AmountRule): readonly string[] => {
  if (rule.rule === 'fixed') return [];
  if (rule.rule !== 'product') return [rule.field];
  return rule.of.flatMap((factor) => ('field' in factor ? [factor.field] : [factor.from, factor.to]));
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** As many as a number that is kept may have after the point (`isDecimal`). */
const DECIMALS = 6;
const UNIT = 10n ** BigInt(DECIMALS);

/** A factor in millionths; null when there is none. */
const millionths = (factor: Factor, answerOf: AnswerOf): bigint | null => {
  if ('field' in factor) {
    const value = answerOf(factor.field) ?? '';
    if (!isDecimal(value) || value.startsWith('-')) return null;
    const [whole = '', fraction = ''] = value.split('.');
    return BigInt(`${whole}${fraction.padEnd(DECIMALS, '0')}`);
  }
  const [from, to] = [answerOf(factor.from) ?? '', answerOf(factor.to) ?? ''];
  if (!isCalendarDate(from) || !isCalendarDate(to) || to < from) return null;
  return BigInt(Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1) * UNIT;
};

const product = (rule: Extract<AmountRule, { readonly rule: 'product' }>, answerOf: AnswerOf): Cents | null => {
  let [value, scale] = [BigInt(rule.cents), BigInt(rule.per)];
  for (const factor of rule.of) {
    const next = millionths(factor, answerOf);
    if (next === null) return null;
    value *= next;
    scale *= UNIT;
  }
  // To the nearest cent, half a cent upwards.
  const rounded = (value * 2n + scale) / (scale * 2n);
  const least = BigInt(rule.atLeast ?? 0);
  const most = BigInt(rule.atMost ?? MAX_CENTS);
  const bounded = rounded < least ? least : rounded > most ? most : rounded;
  return cents(Number(bounded));
};

/**
 * What a rule comes to, in whole cents at every step.
 * @returns null when an answer that it needs is missing or is none
 */
export const amountOf = (rule: AmountRule, answerOf: AnswerOf): Cents | null => {
  switch (rule.rule) {
    case 'fixed':
      return cents(rule.cents);
    case 'choice': {
      const answer = answerOf(rule.field) ?? '';
      return Object.hasOwn(rule.cents, answer) ? (centsSchema.safeParse(rule.cents[answer]).data ?? null) : null;
    }
    case 'product':
      return product(rule, answerOf);
    case 'typed':
      return centsOfDecimal(answerOf(rule.field) ?? '');
  }
};
