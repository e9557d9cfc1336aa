import { z } from 'zod';
import { segregationCodeSchema } from '../payment/notice-number.ts';

/**
 * Where an ente has its citizens pay, for all its services or for one: with pagoPA, or, where nothing but a revenue stamp is due, with
 * one that was bought and is declared by its number (`bollo`). Without a choice nothing is asked for.
 */
export const PAYMENT_KINDS = ['pagopa', 'bollo'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

export const paymentChoiceSchema = z.object({
  kind: z.enum(PAYMENT_KINDS),
  /** Whether revenue stamps are paid with the rest (pagoPA alone can), or bought and declared by their number. */
  stamps: z.enum(['online', 'declared']),
  /** By which pagoPA tells apart who gives the notice numbers of the ente, as the settings say it: two digits; null where there are none. */
  segregationCode: segregationCodeSchema.nullable(),
  /** For so many days what is asked for can be paid, as the settings say it. */
  validDays: z.int().min(1).max(365),
  /** What its adapter is told; the adapter knows its shape. */
  settings: z.record(z.string(), z.unknown()),
  /** Sealed JSON of the keys. Bound to the ente and the kind ({@link paymentContext}). */
  sealed: z.string(),
});
export type PaymentChoice = Readonly<z.infer<typeof paymentChoiceSchema>>;

/** What the keys of a choice are sealed in. */
export const paymentContext = (tenantId: string, kind: PaymentKind): string => `payment ${tenantId} ${kind}`;
