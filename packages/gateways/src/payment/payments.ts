import type { CheckoutSources, PaymentKind } from '@stanza/core';
import { z } from 'zod';
import { checkoutSourcesOf, pagopaSecretsSchema, pagopaSettingsSchema } from './pagopa/settings.ts';

const nothingSchema = z.strictObject({});

/** What the file of an ente says of each way to pay, for the command that reads it and the adapter that is told it. */
export const PAYMENT_SCHEMAS = {
  pagopa: { settings: pagopaSettingsSchema, secrets: pagopaSecretsSchema },
  /** Nobody is asked: the citizen declares a stamp that they have bought. */
  bollo: { settings: nothingSchema, secrets: nothingSchema },
} as const satisfies Readonly<Record<PaymentKind, { readonly settings: z.ZodType; readonly secrets: z.ZodType }>>;

/** Where the pages of the gateway of a choice are; nowhere when it has none, or what was chosen cannot be read. */
export const checkoutSources: CheckoutSources = ({ kind, settings }) => {
  if (kind === 'bollo') return [];
  const told = PAYMENT_SCHEMAS[kind].settings.safeParse(settings);
  return told.success ? checkoutSourcesOf(told.data) : [];
};
