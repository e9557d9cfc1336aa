import { ok, type PaymentChoice, type PaymentKind, type Result, refuse } from '@stanza/core';
import { z } from 'zod';
import { pagopaSecretsSchema, pagopaSettingsSchema } from './pagopa/settings.ts';

const nothingSchema = z.strictObject({});

/** What an adapter is told, as it reads it. */
export type PaymentSettings = Readonly<Record<string, unknown>>;

/** What the file of an ente says of each way to pay, for the command that reads it and the page that shows it. */
export const PAYMENT_SCHEMAS = {
  pagopa: { settings: pagopaSettingsSchema, secrets: pagopaSecretsSchema },
  /** Nobody is asked: the citizen declares a stamp that they have bought. */
  bollo: { settings: nothingSchema, secrets: nothingSchema },
} as const satisfies Readonly<
  Record<PaymentKind, { readonly settings: z.ZodType<PaymentSettings>; readonly secrets: z.ZodType }>
>;

/** @returns the settings of a choice as its adapter reads them, or which are missing or wrong: `secrets.gpd` */
export const readPaymentSettings = ({
  kind,
  settings,
}: Pick<PaymentChoice, 'kind' | 'settings'>): Result<
  PaymentSettings,
  { readonly code: 'incomplete'; readonly at: readonly string[] }
> => {
  const read = PAYMENT_SCHEMAS[kind].settings.safeParse(settings);
  if (read.success) return ok(read.data);
  const places = read.error.issues.map(({ path }) => path.join('.'));
  return refuse({ code: 'incomplete', at: [...new Set(places)] });
};
