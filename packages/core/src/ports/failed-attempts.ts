import type { TenantId } from '../shared/ids.ts';

/**
 * Failed attempts to sign in, counted by key (an account, an address) over a window of time that the first one opens, and
 * in the same way whatever else may be done only so often (`makeIsWithinLimit`). All the processes of a portal share the
 * counts.
 *
 * Promise: of those who count at once none is lost; a count begins anew when its window is over; each ente counts by
 * itself; any text is a key.
 */
export interface FailedAttempts {
  /** Counts one more for each key. @returns how many each has now, in the order of `keys` */
  add(tenantId: TenantId, keys: readonly string[], now: Date, windowEndsAt: Date): Promise<readonly number[]>;
  /** Takes one back from each key: the attempt did not fail. */
  takeBack(tenantId: TenantId, keys: readonly string[]): Promise<void>;
}
