import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { isOpen } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';

export type CancelIntegration = (request: OfficeRequest) => Promise<Result<Practice, OfficeRefusal>>;

/**
 * "Annulla la richiesta" (ente.md): the practice goes on without what was asked, and the citizen is told. What they had typed
 * is kept with the request and shown to nobody.
 */
export const makeCancelIntegration =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): CancelIntegration =>
  (request) =>
    officeAction(deps, request, { inCharge: true }, ({ id }, { integrations }) => {
      const at = deps.clock.now();
      return ok({
        event: 'CANCEL_INTEGRATION',
        at,
        change: {},
        afterwards: async () => {
          const open = (await integrations.of(id)).find(isOpen);
          if (open === undefined) throw new Error(`${id} has no open integration`);
          await integrations.update({ ...open, cancelledAt: at });
        },
      });
    });
