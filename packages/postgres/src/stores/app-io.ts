import type { AppIoStore, ServiceId } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

const KEY = `select service_id as "serviceId", sealed from app_io_key where tenant_id = $1 and (service_id = $2 or service_id is null)
  order by service_id nulls last limit 1`;
const LIST = 'select service_id as "serviceId" from app_io_key where tenant_id = $1 order by service_id nulls first';
const SAVE = `insert into app_io_key (tenant_id, service_id, sealed) values ($1, $2, $3)
  on conflict (tenant_id, key_for) do update set sealed = excluded.sealed`;
const REMOVE = 'delete from app_io_key where tenant_id = $1 and service_id is not distinct from $2';

export const appIoStore = ({ tenantId, query }: TenantTransaction): AppIoStore => ({
  async keyFor(serviceId) {
    const values = [tenantId, serviceId];
    const [key] = await query<{ serviceId: ServiceId | null; sealed: string }>({
      name: 'app_io_key',
      text: KEY,
      values,
    });
    return key ?? null;
  },
  list: () => query<{ serviceId: ServiceId | null }>({ name: 'app_io_keys', text: LIST, values: [tenantId] }),
});

/** The key for App IO of a service or of all; the platform's to write, not the portal's. */
export const saveAppIoKey = async (
  { tenantId, change }: TenantTransaction,
  serviceId: ServiceId | null,
  sealed: string | null,
): Promise<void> => {
  if (sealed === null) await change({ text: REMOVE, values: [tenantId, serviceId] });
  else await change({ text: SAVE, values: [tenantId, serviceId, sealed] });
};
