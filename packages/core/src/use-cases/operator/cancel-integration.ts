import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { isOpen } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';

/** There is nothing to take back (any more). */
type NotOpen = { readonly code: 'not_possible' };

export type CancelIntegration = (request: OfficeRequest) => Promise<Result<Practice, OfficeRefusal>>;

/**
 * "Annulla la richiesta" (ente.md): the practice goes on without what was asked; that it was taken back is registered, and the
 * citizen is told. What they had typed is kept with the request and shown to nobody.
 */
export const makeCancelIntegration =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): CancelIntegration =>
  (request) =>
    officeAction<NotOpen>(deps, request, 'in_charge', async ({ id }, { integrations }) => {
      const at = deps.clock.now();
      const open = (await integrations.of(id)).find(isOpen);
      if (open === undefined) return refuse({ code: 'not_possible' });
      return ok({
        event: 'CANCEL_INTEGRATION',
        at,
        change: {},
        integrationId: open.id,
        afterwards: () => integrations.update({ ...open, cancelledAt: at }),
      });
    });
