import type { TenantId } from '../shared/ids.ts';

/**
 * Sign-ins under way at an identity provider: where the citizen was going, kept here and not in the browser, so that
 * no redirect target comes from outside.
 *
 * Promise: `consume` gives a request once, also under concurrency, and only within its time and tenant.
 */
export interface SignInRequests {
  open(tenantId: TenantId, id: string, destination: string, expiresAt: Date): Promise<void>;
  consume(tenantId: TenantId, id: string, now: Date): Promise<{ readonly destination: string } | null>;
}
