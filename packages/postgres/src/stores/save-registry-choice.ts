import type { RegistryChoice, ServiceId } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

const SAVE = `insert into registry_choice (tenant_id, service_id, choice) values ($1, $2, $3)
  on conflict (tenant_id, chosen_for) do update set choice = excluded.choice`;
const REMOVE = 'delete from registry_choice where tenant_id = $1 and service_id is not distinct from $2';

/** The registry outside of the portal for a service or for all; the platform's to write, not the portal's. */
export const saveRegistryChoice = async (
  { tenantId, change }: TenantTransaction,
  serviceId: ServiceId | null,
  choice: RegistryChoice | null,
): Promise<void> => {
  if (choice === null) await change({ text: REMOVE, values: [tenantId, serviceId] });
  else await change({ text: SAVE, values: [tenantId, serviceId, JSON.stringify(choice)] });
};
