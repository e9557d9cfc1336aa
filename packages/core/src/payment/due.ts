import { z } from 'zod';
import { conditionSchema, holds } from '../service/condition.ts';
import type { PaymentChoice, PaymentKind } from '../tenant/payment-choice.ts';
import { amountOf, amountRuleSchema } from './amount-rule.ts';
import { type Cents, MAX_CENTS, sumOfCents } from './cents.ts';

/** Longest text that a gateway takes of what is paid for. */
export const MAX_SUBJECT = 140;
/** Most transfers of one position. */
export const MAX_ITEMS = 5;

/** One thing that a service asks money for. */
export const dueItemSchema = z.strictObject({
  label: z.string().min(1).max(MAX_SUBJECT),
  when: conditionSchema.optional(),
  /** Code of the national list of what is paid for (tassonomia dei servizi di incasso); else that of the ente's settings. */
  category: z
    .string()
    .regex(/^\d\/\d{7}[A-Z]{2}\/$/u)
    .optional(),
  /** It is the revenue stamp of the request (DPR 642/1972). */
  stamp: z.boolean().default(false),
  amount: amountRuleSchema,
});
export type DueItemDefinition = z.infer<typeof dueItemSchema>;

export interface DueItem {
  readonly label: string;
  readonly category: string | null;
  readonly stamp: boolean;
  readonly amount: Cents;
}

/** What of a due is paid in one way. */
export interface DuePart {
  readonly kind: PaymentKind;
  readonly items: readonly DueItem[];
  readonly total: Cents;
}

/** What a practice owes; no parts when nothing. */
export interface Due {
  readonly parts: readonly DuePart[];
  readonly total: Cents;
}

export const NOTHING_DUE: Due = { parts: [], total: sumOfCents([]) };

/** What an ente asks for, and what has come in for a practice by each way. */
export interface PaymentFacts {
  /** Null: nothing is asked for. */
  readonly choice: Pick<PaymentChoice, 'kind' | 'stamps'> | null;
  readonly settled: Readonly<Record<PaymentKind, number>>;
}

export const NOTHING_ASKED: PaymentFacts = { choice: null, settled: { pagopa: 0, bollo: 0 } };

/** By which way an item is paid; null when the ente does not ask for it on the portal. @param choice of the ente; null where it asks for nothing */
export const wayOf = ({ stamp }: Pick<DueItem, 'stamp'>, choice: PaymentFacts['choice']): PaymentKind | null => {
  if (choice === null) return null;
  if (stamp && (choice.kind === 'bollo' || choice.stamps === 'declared')) return 'bollo';
  return choice.kind === 'pagopa' ? 'pagopa' : null;
};

/**
 * What is owed with these answers, of what the ente asks for on the portal.
 * @param answerOf the answer of a field, or undefined when it has none or is not walked
 * @returns null when an answer that decides an amount is missing
 */
export const dueOf = (
  items: readonly DueItemDefinition[],
  { choice }: PaymentFacts,
  answerOf: (field: string) => string | undefined,
): Due | null => {
  const owed: DueItem[] = [];
  for (const { label, when, category = null, stamp, amount } of items) {
    if (when !== undefined && !holds(when, answerOf)) continue;
    const value = amountOf(amount, answerOf);
    if (value === null) return null;
    if (value > 0) owed.push({ label, category, stamp, amount: value });
  }
  // More than anybody can pay by one notice: an answer is wrong.
  if (owed.reduce((sum, { amount }) => sum + amount, 0) > MAX_CENTS) return null;
  const parts = (['pagopa', 'bollo'] as const).flatMap((kind): readonly DuePart[] => {
    const own = owed.filter((item) => wayOf(item, choice) === kind);
    return own.length === 0 ? [] : [{ kind, items: own, total: sumOfCents(own.map((item) => item.amount)) }];
  });
  return { parts, total: sumOfCents(parts.map(({ total }) => total)) };
};

/** Whether nothing of it is missing. */
export const isCovered = ({ parts }: Due, { settled }: PaymentFacts): boolean =>
  parts.every(({ kind, total }) => settled[kind] >= total);

/** The first revenue stamp of a part for which none has been declared. @param received by stamps, in cents */
export const missingStamp = ({ items }: DuePart, received: number): DueItem | undefined => {
  let left = received;
  return items.find(({ amount }) => {
    left -= amount;
    return left < 0;
  });
};
