import type { OutsideRegistry } from '@stanza/core';
import type { z } from 'zod';
import { docareaSecretsSchema, docareaSettingsSchema } from './docarea/settings.ts';
import { nothingSchema } from './external/settings.ts';
import { pecSecretsSchema, pecSettingsSchema } from './pec/settings.ts';
import { pitreSecretsSchema, pitreSettingsSchema } from './pitre/settings.ts';

/** What the file of an ente says of each kind of registry, for the command that reads it. */
export const REGISTRY_SCHEMAS: Readonly<
  Record<OutsideRegistry, { readonly settings: z.ZodType; readonly secrets: z.ZodType }>
> = {
  docarea: { settings: docareaSettingsSchema, secrets: docareaSecretsSchema },
  pitre: { settings: pitreSettingsSchema, secrets: pitreSecretsSchema },
  pec: { settings: pecSettingsSchema, secrets: pecSecretsSchema },
  external: { settings: nothingSchema, secrets: nothingSchema },
};
