import { z } from 'zod';

/** Registries outside of the portal that there is an adapter for. */
export const OUTSIDE_REGISTRIES = ['docarea', 'pitre'] as const;
export type OutsideRegistry = (typeof OUTSIDE_REGISTRIES)[number];

/** Which registry outside of the portal an ente has chosen, for all its services or for one. */
export const registryChoiceSchema = z.object({
  kind: z.enum(OUTSIDE_REGISTRIES),
  /** What its adapter is told; the adapter knows its shape. */
  settings: z.record(z.string(), z.unknown()),
  /** Sealed JSON of what nobody may read: user names and passwords. Bound to the ente and the kind ({@link registryContext}). */
  sealed: z.string(),
});
export type RegistryChoice = Readonly<z.infer<typeof registryChoiceSchema>>;

/** What a registry takes, in bytes. */
export interface RegistryLimits {
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
}

export const registryContext = (tenantId: string, kind: OutsideRegistry): string => `registry ${tenantId} ${kind}`;
