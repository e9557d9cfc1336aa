import type { Federation, IdentityProviderEntry, ServiceProviderSettings } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

const SAVE_SETTINGS = `insert into service_provider (tenant_id, federation, settings) values ($1, $2, $3)
  on conflict (tenant_id, federation) do update set settings = excluded.settings`;
const REMOVE_SETTINGS = 'delete from service_provider where tenant_id = $1 and federation = $2';
const GONE = 'delete from identity_provider where tenant_id = $1 and federation = $2 and not (entity_id = any($3))';
const SAVE_PROVIDERS = `insert into identity_provider (tenant_id, federation, entity_id, entry)
  select $1, $2, entry ->> 'entityId', entry from jsonb_array_elements($3::jsonb) as entry
  on conflict (tenant_id, federation, entity_id) do update set entry = excluded.entry`;

/** What the ente is in a federation; the platform's to write, not the portal's. */
export const saveServiceProvider = async (
  { tenantId, change }: TenantTransaction,
  settings: ServiceProviderSettings,
): Promise<void> => {
  await change({ text: SAVE_SETTINGS, values: [tenantId, settings.federation, JSON.stringify(settings)] });
};

/** Takes the ente out of a federation. */
export const removeServiceProvider = async (
  { tenantId, change }: TenantTransaction,
  federation: Federation,
): Promise<void> => {
  await change({ text: REMOVE_SETTINGS, values: [tenantId, federation] });
};

/** The providers of a federation, instead of those before. */
export const saveIdentityProviders = async (
  { tenantId, change }: TenantTransaction,
  federation: Federation,
  providers: readonly IdentityProviderEntry[],
): Promise<void> => {
  const ids = providers.map(({ entityId }) => entityId);
  await change({ text: GONE, values: [tenantId, federation, ids] });
  await change({ text: SAVE_PROVIDERS, values: [tenantId, federation, JSON.stringify(providers)] });
};
