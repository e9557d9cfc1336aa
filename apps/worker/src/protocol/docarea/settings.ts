import { cleanText } from '@stanza/core';
import { isLoopback } from '@stanza/gateways';
import { z } from 'zod';

export const DOCAREA_DIALECTS = ['classic', 'inline', 'halley', 'tinn'] as const;
export type DocareaDialect = (typeof DOCAREA_DIALECTS)[number];

/** What the value of a vendor's parameter may say of the registration at hand, in braces: `{data_invio}`. */
export const PLACEHOLDERS = ['codice_pratica', 'data_invio', 'numero_richiesta', 'anno_richiesta'] as const;
export const PLACEHOLDER = /\{([^{}]*)\}/gu;

const MEBIBYTE = 1024 * 1024;
const MOST_PARAMETERS = 40;

const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((value) => cleanText(value) === value && !value.includes('\n'), 'must be a plain text of one line');

/** Passwords and documents go there: over TLS, or to this machine. */
const isProtected = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replaceAll(/[[\]]/gu, '')));
};

const hasKnownPlaceholders = (value: string): boolean =>
  [...value.matchAll(PLACEHOLDER)].every(([, name]) => PLACEHOLDERS.some((known) => known === name));

/** How an ente's DOCAREA registry is reached and what it wants to be told; `docs/protocol-registries.md` explains each one. */
export const docareaSettingsSchema = z.strictObject({
  dialect: z.enum(DOCAREA_DIALECTS),
  endpoint: z
    .string()
    .max(500)
    .refine(isProtected, 'must be https, without user and password (http on this machine alone)'),
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
  limits: z
    .strictObject({
      maxFileBytes: z
        .int()
        .min(1)
        .max(1024 * MEBIBYTE),
      maxTotalBytes: z
        .int()
        .min(1)
        .max(1024 * MEBIBYTE),
    })
    .default({ maxFileBytes: 30 * MEBIBYTE, maxTotalBytes: 100 * MEBIBYTE }),
  /** Of a whole step. Ten minutes at most: after fifteen the driver takes a number that was asked for as lost. */
  timeoutSeconds: z.int().min(1).max(600).default(300),
});
export type DocareaSettings = z.output<typeof docareaSettingsSchema>;

export const docareaSecretsSchema = z.strictObject({ password: z.string().min(1).max(200) });
export type DocareaSecrets = z.output<typeof docareaSecretsSchema>;
