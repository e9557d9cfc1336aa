import { z } from 'zod';
import { isBornOn } from '../person/codice-fiscale.ts';
import type { FieldError } from '../shared/field-error.ts';

const fields = z.array(z.string()).min(2);
/** What the citizen reads when the rule is broken. */
const message = z.string().min(1);

/** A rule between the fields of one step. Kept few on purpose: what does not fit here is another step. */
export const ruleSchema = z.discriminatedUnion('rule', [
  /** Dates, times or numbers in growing order. */
  z.strictObject({
    rule: z.literal('order'),
    first: z.string(),
    second: z.string(),
    /** The two may be the same. */
    orEqual: z.boolean().default(false),
    message,
  }),
  /** At least one of the fields has an answer. */
  z.strictObject({ rule: z.literal('one_of'), fields, message }),
  /** The numbers together are at most, or exactly, a number. */
  z.strictObject({ rule: z.literal('sum'), fields, is: z.enum(['at_most', 'exactly']), total: z.number(), message }),
  /** A codice fiscale is of somebody born on a day. */
  z.strictObject({ rule: z.literal('born_on'), codiceFiscale: z.string(), day: z.string(), message }),
]);
export type Rule = z.infer<typeof ruleSchema>;

/** The ids of the fields that a rule looks at; the last one is where its message is shown. */
export const fieldsOfRule = (rule: Rule): readonly string[] => {
  if (rule.rule === 'order') return [rule.first, rule.second];
  if (rule.rule === 'born_on') return [rule.codiceFiscale, rule.day];
  return rule.rule === 'one_of' ? rule.fields.toReversed() : rule.fields;
};

const isNumber = (value: string): boolean => /^-?\d+(?:\.\d+)?$/u.test(value);
/** Days and times are kept in a form that sorts as text. */
const isBefore = (a: string, b: string): boolean => (isNumber(a) && isNumber(b) ? Number(a) < Number(b) : a < b);

const holdsFor = (rule: Rule, answerOf: (field: string) => string): boolean => {
  const values = fieldsOfRule(rule).map(answerOf);
  if (rule.rule === 'one_of') return values.some((value) => value !== '');
  // What is missing or wrong is told by its own field: a rule speaks of answers that are there.
  if (values.includes('')) return true;
  const [first = '', second = ''] = values;
  if (rule.rule === 'order') return isBefore(first, second) || (rule.orEqual && first === second);
  if (rule.rule === 'born_on') return isBornOn(first, second);
  // In hundredths, so that 0.1 + 0.2 is 0.3.
  const sum = values.reduce((total, value) => total + Math.round(Number(value) * 100), 0);
  const total = Math.round(rule.total * 100);
  return rule.is === 'exactly' ? sum === total : sum <= total;
};

/**
 * The rules that the answers of a step break, at the field where each is shown.
 * @param answerOf the valid answer of a field; empty when it has none
 */
export const brokenRules = (rules: readonly Rule[], answerOf: (field: string) => string): readonly FieldError[] =>
  rules
    .filter((rule) => !holdsFor(rule, answerOf))
    .map((rule) => ({ field: fieldsOfRule(rule).at(-1) ?? '', code: 'rule_broken', message: rule.message }));
