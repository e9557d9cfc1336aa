import type { Operator } from '../../operator/operator.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { type BulkAction, type BulkItem, type BulkObstacle, chosenOf, obstacleTo } from './bulk.ts';

/** What would happen to one of the chosen practices. */
export interface PlannedRow extends BulkItem {
  readonly code: string;
  readonly serviceName: string;
  /** Null when it would be done. */
  readonly obstacle: BulkObstacle | null;
}

export type PlanBulk = (
  tenantId: TenantId,
  operator: Operator,
  action: BulkAction,
  items: readonly BulkItem[],
) => Promise<readonly PlannedRow[]>;

/** What an operator is shown before something is done to several practices: which of them, and which not and why. */
export const makePlanBulk =
  (deps: { unitOfWork: UnitOfWork }): PlanBulk =>
  (tenantId, operator, action, items) =>
    deps.unitOfWork.read(tenantId, async (stores) =>
      (await chosenOf(stores, operator, items)).map((choice) => ({
        practiceId: choice.practiceId,
        version: choice.version,
        code: choice.practice.code,
        serviceName: choice.service.definition.name,
        obstacle: obstacleTo(action, operator, choice),
      })),
    );
