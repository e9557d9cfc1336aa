import { type OutsideRegistry, ok, type RegistryChoice, type RegistryLimits, type Result, refuse } from '@stanza/core';
import type { z } from 'zod';
import { docareaBook, docareaSecretsSchema, docareaSettingsSchema } from './docarea/settings.ts';
import { EXTERNAL_BOOK, nothingSchema } from './external/settings.ts';
import { pecBook, pecSecretsSchema, pecSettingsSchema, roomIn } from './pec/settings.ts';
import { pitreBook, pitreSecretsSchema, pitreSettingsSchema } from './pitre/settings.ts';

/** What an adapter is told, as it reads it. */
export type RegistrySettings = Readonly<Record<string, unknown>> & { readonly limits?: RegistryLimits };

/** What the file of an ente says of each kind of registry, for the command that reads it and the page that shows it. */
export const REGISTRY_SCHEMAS = {
  docarea: { settings: docareaSettingsSchema, secrets: docareaSecretsSchema },
  pitre: { settings: pitreSettingsSchema, secrets: pitreSecretsSchema },
  pec: { settings: pecSettingsSchema, secrets: pecSecretsSchema },
  external: { settings: nothingSchema, secrets: nothingSchema },
} as const satisfies Readonly<
  Record<OutsideRegistry, { readonly settings: z.ZodType<RegistrySettings>; readonly secrets: z.ZodType }>
>;

/** What a registry takes with these settings; undefined where it takes whatever the portal does. */
export const registryLimits = (kind: OutsideRegistry, settings: RegistrySettings): RegistryLimits | undefined => {
  if (kind !== 'pec') return settings.limits;
  const room = roomIn(pecSettingsSchema.parse(settings));
  return { maxFileBytes: room, maxTotalBytes: room };
};

const BOOKS: Readonly<Record<OutsideRegistry, (settings: RegistrySettings) => string>> = {
  docarea: (settings) => docareaBook(docareaSettingsSchema.parse(settings)),
  pitre: (settings) => pitreBook(pitreSettingsSchema.parse(settings)),
  pec: (settings) => pecBook(pecSettingsSchema.parse(settings)),
  external: () => EXTERNAL_BOOK,
};

/** The book that a registry writes into with these settings (`RegistrySteps.book`). */
export const registryBook = (kind: OutsideRegistry, settings: RegistrySettings): string => BOOKS[kind](settings);

/** @returns the settings of a choice as its adapter reads them, or which are missing or wrong: `administration.code` */
export const readRegistrySettings = ({
  kind,
  settings,
}: Pick<RegistryChoice, 'kind' | 'settings'>): Result<
  RegistrySettings,
  { readonly code: 'incomplete'; readonly at: readonly string[] }
> => {
  const read = REGISTRY_SCHEMAS[kind].settings.safeParse(settings);
  if (read.success) return ok(read.data);
  const places = read.error.issues.flatMap((issue) => {
    const ends = issue.code === 'unrecognized_keys' ? issue.keys : [];
    return (ends.length === 0 ? [issue.path] : ends.map((end) => [...issue.path, end])).map((path) => path.join('.'));
  });
  return refuse({ code: 'incomplete', at: [...new Set(places)] });
};
