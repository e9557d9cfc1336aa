import { isPartitaIva, segregationCodeSchema } from '@stanza/core';
import { z } from 'zod';
import type { Creditor } from './api/reply.ts';

const key = z.string().min(1).max(200);

const creditorSchema: z.ZodType<Creditor> = z.strictObject({
  fiscalCode: z.string().refine(isPartitaIva, 'must be a codice fiscale of eleven digits'),
  companyName: z.string().min(1).max(140),
  segregationCodes: z.array(segregationCodeSchema).min(1),
  keys: z.strictObject({ gpd: key, bizEvents: key, notices: key, checkout: key.nullable() }),
});

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});

const schema = z.object({
  STANZA_PAGOPA_SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(8099),
  /** The enti that have subscribed, as JSON. */
  STANZA_PAGOPA_SIMULATOR_CREDITORS: json.pipe(z.array(creditorSchema).min(1)),
  /** Where it is kept; in memory alone where it is left out. */
  STANZA_PAGOPA_SIMULATOR_FILE: z.string().min(1).optional(),
});

export interface SimulatorConfig {
  readonly port: number;
  readonly creditors: readonly Creditor[];
  readonly file: string | undefined;
}

/** @throws when a variable is missing or wrong, saying which */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): SimulatorConfig => {
  const read = schema.safeParse(environment);
  if (!read.success) throw new Error(`The environment is not valid:\n${z.prettifyError(read.error)}`);
  const { data } = read;
  return {
    port: data.STANZA_PAGOPA_SIMULATOR_PORT,
    creditors: data.STANZA_PAGOPA_SIMULATOR_CREDITORS,
    file: data.STANZA_PAGOPA_SIMULATOR_FILE,
  };
};
