import { BULLETIN_KINDS } from '../../bulletin/bulletin.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';

export type QueueFeedReading = (tenantId: TenantId) => Promise<void>;

/** Queues the hourly reading of an ente that has feeds: each ente its own, so that a slow site delays no other. */
export const makeQueueFeedReading =
  (deps: { unitOfWork: UnitOfWork }): QueueFeedReading =>
  (tenantId) =>
    deps.unitOfWork.run(tenantId, async ({ feeds }) => {
      for (const kind of BULLETIN_KINDS) {
        if ((await feeds.of(kind)) !== null) return feeds.enqueueImport('in_turn');
      }
    });
