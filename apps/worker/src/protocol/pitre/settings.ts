import { endpointSchema, headerText, plainText } from '@stanza/gateways';
import { z } from 'zod';
import { isUsable, limitsSchema, pemSchema, timeoutSchema, vouchersSchema } from '../settings-parts.ts';

/** How an ente of Trentino reaches P.I.Tre and what it wants to be told; `docs/protocol-registries.md` explains each one. */
export const pitreSettingsSchema = z.strictObject({
  endpoint: endpointSchema,
  administration: headerText(50),
  user: plainText(100),
  role: plainText(50).nullable(),
  application: plainText(50),
  register: plainText(50),
  rf: plainText(50).nullable(),
  project: z
    .strictObject({ code: plainText(100), scheme: plainText(50), perPractice: z.boolean().default(false) })
    .nullable(),
  limits: limitsSchema,
  timeoutSeconds: timeoutSchema,
});
export type PitreSettings = z.output<typeof pitreSettingsSchema>;

/** The client's certificate and key; `ca` of the other side where it is none that everybody knows. */
export const pitreSecretsSchema = z
  .strictObject({ cert: pemSchema, key: pemSchema, ca: vouchersSchema.nullable() })
  .refine(({ cert, key }) => isUsable({ cert, key }), { path: ['cert'], message: 'must be a certificate and its key' });
export type PitreSecrets = z.output<typeof pitreSecretsSchema>;

/** The book that it writes into (`RegistrySteps.book`). */
export const pitreBook = ({ endpoint, administration, register }: PitreSettings): string =>
  `P.I.Tre, ${endpoint}, ${administration}, ${register}`;
