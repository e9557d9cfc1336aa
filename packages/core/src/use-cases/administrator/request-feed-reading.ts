import { isAdministrator, type Operator } from '../../operator/operator.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

export type RequestFeedReading = (
  tenantId: TenantId,
  operator: Operator,
) => Promise<Result<null, { readonly code: 'not_found' }>>;

/** "Leggi adesso": the feeds of the ente are read as soon as a worker is free. */
export const makeRequestFeedReading =
  (deps: { unitOfWork: UnitOfWork }): RequestFeedReading =>
  (tenantId, operator) =>
    deps.unitOfWork.run(tenantId, async ({ feeds }) => {
      if (!isAdministrator(operator)) return refuse({ code: 'not_found' });
      await feeds.enqueueImport('now');
      return ok(null);
    });
