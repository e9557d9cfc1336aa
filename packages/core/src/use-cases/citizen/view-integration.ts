import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import type { Writer } from '../draft-access.ts';
import { type IntegrationRefusal, type OpenIntegration, openIntegration } from './open-integration.ts';

export type ViewIntegration = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
) => Promise<Result<OpenIntegration, IntegrationRefusal>>;

/** What the office asks of the one who sent a practice, with what was already typed (ente.md, "Richiedi integrazione"). */
export const makeViewIntegration =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices }): ViewIntegration =>
  (tenantId, writer, practiceId) =>
    deps.unitOfWork.read(tenantId, (stores) => openIntegration(stores, deps.services, writer, practiceId));
