import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { ArrangeDeps } from '../arrange-due.ts';
import { arrangeIntegration } from '../arrange-integration.ts';
import type { CompiledServices } from '../compiled-services.ts';
import type { Writer } from '../draft-access.ts';
import type { LevelTooLow } from '../level-too-low.ts';
import { type IntegrationRefusal, lockIntegration } from './open-integration.ts';

export type PrepareIntegrationPayment = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
) => Promise<Result<null, IntegrationRefusal | LevelTooLow>>;

/** Has what an open request of integration asks for asked for again, where its notice has expired. Doing it again changes nothing. */
export const makePrepareIntegrationPayment =
  (
    deps: ArrangeDeps & { readonly unitOfWork: UnitOfWork; readonly services: CompiledServices },
  ): PrepareIntegrationPayment =>
  (tenantId, writer, practiceId) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const opened = await lockIntegration(stores, deps.services, writer, practiceId);
      if (!opened.ok) return opened;
      const { practice, definition, integration, tooLow } = opened.value;
      if (tooLow !== null) return refuse(tooLow);
      await arrangeIntegration(stores, deps, practice, definition, integration);
      return ok(null);
    });
