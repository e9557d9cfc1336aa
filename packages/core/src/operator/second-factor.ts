import type { OperatorId, TenantId } from '../shared/ids.ts';

/** The context that the secret of somebody's second factor is sealed in (`SecretBox`). */
export const factorContext = (tenantId: TenantId, id: OperatorId): string => `second factor ${tenantId} ${id}`;

/** The same while it is being set up: before a code has proved it, it is good for nothing else. */
export const setupContext = (tenantId: TenantId, id: OperatorId): string => `second factor setup ${tenantId} ${id}`;
