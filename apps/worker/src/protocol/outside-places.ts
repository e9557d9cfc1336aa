import type { TenantId } from '@stanza/core';

/** More jobs of one ente at once would only wait, each in the place of a job of somebody else's. */
export const MOST_OF_AN_ENTE = 2;
/** Of all enti together. The worker has more places (`CONCURRENCY`), for what waits for nobody. */
export const MOST_OF_ALL = 5;

/** Takes a place. @returns how it is left; null when there is none */
export type EnterPlace = () => (() => void) | null;

/** The places in which jobs may wait for a registry outside of the portal, however many registries an ente has. */
export const makeOutsidePlaces = () => {
  const taken = new Map<TenantId, number>();
  let all = 0;
  const count = (tenantId: TenantId, change: 1 | -1): void => {
    const now = (taken.get(tenantId) ?? 0) + change;
    if (now === 0) taken.delete(tenantId);
    else taken.set(tenantId, now);
    all += change;
  };
  return {
    of:
      (tenantId: TenantId): EnterPlace =>
      () => {
        if (all >= MOST_OF_ALL || (taken.get(tenantId) ?? 0) >= MOST_OF_AN_ENTE) return null;
        count(tenantId, 1);
        return () => count(tenantId, -1);
      },
  };
};
