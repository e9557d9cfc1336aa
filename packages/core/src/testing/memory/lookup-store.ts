import type { LookupStore } from '../../ports/lookup-store.ts';
import type { TenantData } from './tenant-data.ts';

export const lookupStore = ({ lookups }: TenantData): LookupStore => ({
  async append(lookup) {
    lookups.push(lookup);
  },
  of: async (citizenId) => lookups.filter((one) => one.citizenId === citizenId),
});
