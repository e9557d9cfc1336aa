import type { PaymentChoice, ServiceId } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

const SAVE = `insert into payment_choice (tenant_id, service_id, choice) values ($1, $2, $3)
  on conflict (tenant_id, chosen_for) do update set choice = excluded.choice`;
const REMOVE = 'delete from payment_choice where tenant_id = $1 and service_id is not distinct from $2';

/** Where citizens pay for a service or for all; the platform's to write, not the portal's. */
export const savePaymentChoice = async (
  { tenantId, change }: TenantTransaction,
  serviceId: ServiceId | null,
  choice: PaymentChoice | null,
): Promise<void> => {
  if (choice === null) await change({ text: REMOVE, values: [tenantId, serviceId] });
  else await change({ text: SAVE, values: [tenantId, serviceId, JSON.stringify(choice)] });
};
