import { z } from 'zod';

/**
 * Where an ente has its citizens pay, for all its services or for one: with pagoPA, or, where nothing but a revenue stamp is due, with
 * one that was bought and is declared by its number (`bollo`). Without a choice nothing is asked for.
 */
export const PAYMENT_KINDS = ['pagopa', 'bollo'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

export const paymentChoiceSchema = z.object({
  kind: z.enum(PAYMENT_KINDS),
  /** What its adapter is told; the adapter knows its shape. */
  settings: z.record(z.string(), z.unknown()),
  /** Sealed JSON of the keys. Bound to the ente and the kind ({@link paymentContext}). */
  sealed: z.string(),
});
export type PaymentChoice = Readonly<z.infer<typeof paymentChoiceSchema>>;

/** What the keys of a choice are sealed in. */
export const paymentContext = (tenantId: string, kind: PaymentKind): string => `payment ${tenantId} ${kind}`;
