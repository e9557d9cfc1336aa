import type { TenantStore } from '../../ports/tenant-store.ts';
import type { StoredTenant, TenantData } from './tenant-data.ts';

export const tenantStore = ({ tenant }: TenantData): TenantStore => {
  const stored = (): StoredTenant => {
    const found = tenant.get('tenant');
    if (found === undefined) throw new Error('The tenant is not there');
    return found;
  };
  return {
    async data() {
      const { contacts, links, theme } = stored().tenant;
      return { contacts, links, theme, version: stored().version };
    },
    async saveData(data, expectedVersion) {
      const before = stored();
      if (before.version !== expectedVersion) return false;
      tenant.set('tenant', { tenant: { ...before.tenant, ...data }, version: expectedVersion + 1 });
      return true;
    },
  };
};
