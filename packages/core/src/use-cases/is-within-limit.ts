import type { Clock } from '../ports/clock.ts';
import type { FailedAttempts } from '../ports/failed-attempts.ts';
import type { TenantId } from '../shared/ids.ts';

/** How often something may be done in a window of time, which the first time opens. */
export interface Limit {
  /** What it is that is counted; two limits of one name share their counts. */
  readonly name: string;
  readonly max: number;
  readonly windowMs: number;
}

/**
 * Counts that somebody does something. Also what is refused counts.
 * @param by who does it
 * @returns false when it was already done `max` times in the window that is open
 */
export type IsWithinLimit = (tenantId: TenantId, limit: Limit, by: string) => Promise<boolean>;

export const makeIsWithinLimit =
  (deps: { failedAttempts: FailedAttempts; clock: Clock }): IsWithinLimit =>
  async (tenantId, { name, max, windowMs }, by) => {
    const now = deps.clock.now();
    const ends = new Date(now.getTime() + windowMs);
    const [count = 0] = await deps.failedAttempts.add(tenantId, [`${name} ${by}`], now, ends);
    return count <= max;
  };
