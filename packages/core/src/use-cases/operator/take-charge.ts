import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';

export type TakeCharge = (request: OfficeRequest) => Promise<Result<Practice, OfficeRefusal>>;

/** "Prendi in carico": the practice becomes this operator's (ente.md). */
export const makeTakeCharge =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): TakeCharge =>
  (request) =>
    officeAction(deps, request, 'enabled', () =>
      ok({ event: 'TAKE_CHARGE', at: deps.clock.now(), change: { assignedTo: request.operator.id } }),
    );
