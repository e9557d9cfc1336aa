import { type ServiceDefinition, type ServiceId, serviceDefinitionSchema, type TenantId } from '@stanza/core';

const MOST_DEFINITIONS = 2_000;

/**
 * Definitions already read: a revision never changes, and whoever compiles one wants the same object each time. Bounded:
 * the one that was read first goes first.
 */
export interface DefinitionCache {
  get(tenantId: TenantId, id: ServiceId, revision: number): ServiceDefinition | undefined;
  /** Parses a stored definition and keeps it. */
  add(tenantId: TenantId, id: ServiceId, revision: number, stored: unknown): ServiceDefinition;
}

export const makeDefinitionCache = (): DefinitionCache => {
  const known = new Map<string, ServiceDefinition>();
  const keyOf = (tenantId: TenantId, id: ServiceId, revision: number) => `${tenantId}/${id}/${revision}`;
  return {
    get: (tenantId, id, revision) => known.get(keyOf(tenantId, id, revision)),
    add(tenantId, id, revision, stored) {
      const key = keyOf(tenantId, id, revision);
      const meanwhile = known.get(key);
      if (meanwhile !== undefined) return meanwhile;
      const definition = serviceDefinitionSchema.parse(stored);
      for (const oldest of known.keys()) {
        if (known.size < MOST_DEFINITIONS) break;
        known.delete(oldest);
      }
      known.set(key, definition);
      return definition;
    },
  };
};
