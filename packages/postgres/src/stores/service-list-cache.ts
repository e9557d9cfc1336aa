import type { Service, TenantId } from '@stanza/core';

/** More than there are Comuni in Italy. */
const MOST_ENTI = 10_000;

/**
 * What the lists of services were made of, and the lists. They are read at every visit and change once in months: a text that
 * is the same as before need not be parsed and sorted again.
 */
export interface ServiceListCache {
  /** The list that was made of this very text; undefined when it was another one. */
  get(tenantId: TenantId, text: string): readonly Service[] | undefined;
  add(tenantId: TenantId, text: string, list: readonly Service[]): readonly Service[];
}

export const makeServiceListCache = (): ServiceListCache => {
  const known = new Map<TenantId, { readonly text: string; readonly list: readonly Service[] }>();
  return {
    get(tenantId, text) {
      const found = known.get(tenantId);
      return found?.text === text ? found.list : undefined;
    },
    add(tenantId, text, list) {
      if (known.size >= MOST_ENTI) known.clear();
      known.set(tenantId, { text, list });
      return list;
    },
  };
};
