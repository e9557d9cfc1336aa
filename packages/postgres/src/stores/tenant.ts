import type { KeptTenantData, TenantStore } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

const DATA = 'select contacts, links, theme, version from tenant where tenant_id = $1';
const SAVE = `update tenant set (contacts, links, theme, version) = ($3, $4, $5, version + 1)
  where tenant_id = $1 and version = $2`;

export const tenantStore = (transaction: TenantTransaction): TenantStore => {
  const { tenantId } = transaction;
  return {
    async data() {
      const [row] = await transaction.query<KeptTenantData>({ name: 'tenant_data', text: DATA, values: [tenantId] });
      if (row === undefined) throw new Error(`Tenant ${tenantId} is not there`);
      return row;
    },
    async saveData({ contacts, links, theme }, expectedVersion) {
      const values = [tenantId, expectedVersion, JSON.stringify(contacts), JSON.stringify(links), theme];
      return (await transaction.change({ text: SAVE, values })) > 0;
    },
  };
};
