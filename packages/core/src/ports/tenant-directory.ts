import type { TenantId } from '../shared/ids.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** The enti of the portal. The only thing that is read without a tenant, because it is how one is chosen. */
export interface TenantDirectory {
  /** Those on the portal whose name contains `text` (letter case and accents do not matter), by name; at most 60. */
  search(text: string): Promise<readonly Tenant[]>;
  /** Also one that is disabled, as all methods below unless they say so. */
  bySlug(slug: string): Promise<Tenant | null>;
  byId(id: TenantId): Promise<Tenant | null>;
  /** All of them, for work that time brings (the daily register). */
  ids(): Promise<readonly TenantId[]>;
  /** Those on the portal: for what is only done while somebody can come in and answer it. */
  enabledIds(): Promise<readonly TenantId[]>;
}
