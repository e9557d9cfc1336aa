import type { RegistryChoice, ServiceId } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

const SAVE = `insert into registry_choice (tenant_id, service_id, choice) values ($1, $2, $3)
  on conflict (tenant_id, chosen_for) do update set choice = excluded.choice`;
const REMOVE = 'delete from registry_choice where tenant_id = $1 and service_id is not distinct from $2';

const SAVE_KEY = `insert into registry_key (tenant_id, digest) values ($1, $2)
  on conflict (tenant_id) do update set digest = excluded.digest`;

/** The digest of the key for the registrations that wait; the platform's to write, too. */
export const saveRegistryKey = async ({ tenantId, change }: TenantTransaction, digest: string): Promise<void> => {
  await change({ text: SAVE_KEY, values: [tenantId, digest] });
};

/** The registry outside of the portal for a service or for all; the platform's to write, not the portal's. */
export const saveRegistryChoice = async (
  { tenantId, change }: TenantTransaction,
  serviceId: ServiceId | null,
  choice: RegistryChoice | null,
): Promise<void> => {
  if (choice === null) await change({ text: REMOVE, values: [tenantId, serviceId] });
  else await change({ text: SAVE, values: [tenantId, serviceId, JSON.stringify(choice)] });
};
