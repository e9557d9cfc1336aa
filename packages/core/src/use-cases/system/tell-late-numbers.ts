import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { lateBefore } from '../../practice/registration-record.ts';
import { deliveryIdSchema, type TenantId } from '../../shared/ids.ts';

export type TellLateNumbers = (tenantId: TenantId) => Promise<void>;

/** Queues the mail about what waits for the office where a number is late: nothing fails when a number does not come. */
export const makeTellLateNumbers =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): TellLateNumbers =>
  (tenantId) =>
    deps.unitOfWork.run(tenantId, async ({ reads, deliveries }) => {
      const now = deps.clock.now();
      const { late } = await reads.waitingForOffice(lateBefore(now));
      if (late > 0) await deliveries.enqueueNotice(deliveryIdSchema.parse(deps.ids.next()), now);
    });
