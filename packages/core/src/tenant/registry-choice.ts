import { z } from 'zod';

/**
 * Registries outside of the portal that there is an adapter for; the last two connect any ente: what is to be registered goes to the
 * office by PEC, or waits until a system of the office's own has read it (`external`), and the number is written back (ADR 45).
 */
export const OUTSIDE_REGISTRIES = ['docarea', 'pitre', 'pec', 'external'] as const;
export type OutsideRegistry = (typeof OUTSIDE_REGISTRIES)[number];

/** What a registry takes, in bytes. */
export const registryLimitsSchema = z.object({ maxFileBytes: z.number(), maxTotalBytes: z.number() });
export type RegistryLimits = Readonly<z.infer<typeof registryLimitsSchema>>;

/** Which registry outside of the portal an ente has chosen, for all its services or for one. */
export const registryChoiceSchema = z.object({
  kind: z.enum(OUTSIDE_REGISTRIES),
  /** What its adapter is told; the adapter knows its shape. */
  settings: z.record(z.string(), z.unknown()),
  /** What it takes, as its settings say or its adapter knows: forms warn of it. Absent: nobody said. */
  limits: registryLimitsSchema.optional(),
  /** The book that it writes into, as its adapter names it: what is registered by hand is registered there. Absent: nobody said. */
  book: z.string().optional(),
  /** Sealed JSON of what nobody may read: user names and passwords. Bound to the ente and the kind ({@link registryContext}). */
  sealed: z.string(),
});
export type RegistryChoice = Readonly<z.infer<typeof registryChoiceSchema>>;

/** What the secrets of a choice are sealed in. */
export const registryContext = (tenantId: string, kind: OutsideRegistry): string => `registry ${tenantId} ${kind}`;

/** What the digest of an ente's key for the registrations that wait is derived in: without the secret of the portal nobody can try keys out. */
export const registryKeyContext = (tenantId: string, key: string): string => `registry key ${tenantId} ${key}`;
