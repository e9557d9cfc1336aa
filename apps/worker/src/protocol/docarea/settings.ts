import { endpointSchema, plainText as text } from '@stanza/gateways';
import { z } from 'zod';
import { limitsSchema, timeoutSchema } from '../settings-parts.ts';

export const DOCAREA_DIALECTS = ['classic', 'inline', 'halley', 'tinn'] as const;
export type DocareaDialect = (typeof DOCAREA_DIALECTS)[number];

/** What the value of a vendor's parameter may say of the registration at hand, in braces: `{data_invio}`. */
export const PLACEHOLDERS = ['codice_pratica', 'data_invio', 'numero_richiesta', 'anno_richiesta', 'ufficio'] as const;
export const PLACEHOLDER = /\{([^{}]*)\}/gu;

const MOST_PARAMETERS = 40;

const hasKnownPlaceholders = (value: string): boolean =>
  [...value.matchAll(PLACEHOLDER)].every(([, name]) => PLACEHOLDERS.some((known) => known === name));

/** How an ente's DOCAREA registry is reached and what it wants to be told; `docs/protocol-registries.md` explains each one. */
export const docareaSettingsSchema = z.strictObject({
  dialect: z.enum(DOCAREA_DIALECTS),
  endpoint: endpointSchema,
  ente: text(100),
  user: text(100),
  administration: z.strictObject({ code: text(50), name: text(200), email: z.email().max(200).nullable() }),
  aoo: text(50),
  office: text(50),
  titolario: text(50).nullable(),
  fascicolo: z.strictObject({ number: text(50), year: z.int().min(1900).max(9999) }).nullable(),
  documentTypes: z.strictObject({ entrata: text(50), uscita: text(50), allegato: text(50) }),
  application: text(50),
  parameters: z
    .record(text(50), text(200).refine(hasKnownPlaceholders, `may have in braces only ${PLACEHOLDERS.join(', ')}`))
    .refine((parameters) => Object.keys(parameters).length <= MOST_PARAMETERS, `may be ${MOST_PARAMETERS} at most`),
  limits: limitsSchema,
  timeoutSeconds: timeoutSchema,
});
export type DocareaSettings = z.output<typeof docareaSettingsSchema>;

export const docareaSecretsSchema = z.strictObject({ password: z.string().min(1).max(200) });
export type DocareaSecrets = z.output<typeof docareaSecretsSchema>;

/** The book that it writes into (`RegistrySteps.book`). */
export const docareaBook = ({ endpoint, ente, aoo }: DocareaSettings): string =>
  `DOCAREA, ${endpoint}, ${ente}, ${aoo}`;
