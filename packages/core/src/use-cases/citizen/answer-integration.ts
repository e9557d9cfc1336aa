import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { integrationDigest } from '../../practice/integration-form.ts';
import { stepErrors } from '../../service/journey.ts';
import { attachmentIdSchema, type CitizenId, type PracticeId, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { happen } from '../happen.ts';
import { type IntegrationRefusal, integrationFiles, integrationStep, lockIntegration } from './open-integration.ts';

/** @param shown `integrationDigest` of what the citizen had before their eyes */
export type AnswerIntegration = (
  tenantId: TenantId,
  citizenId: CitizenId,
  practiceId: PracticeId,
  shown: string,
) => Promise<
  Result<
    null,
    | IntegrationRefusal
    /** Something that was requested is missing or wrong. */
    | { readonly code: 'incomplete' }
    /** The answers, or the request, are no longer those that were shown. */
    | { readonly code: 'changed_meanwhile' }
  >
>;

/**
 * "Invia integrazione": everything that was requested is there and valid, its files become part of the practice, which goes
 * back to its operator; registration and mails are queued with it. Sent twice, or cancelled by the office at the same
 * moment, one of them wins and the other is told. An answer after the due date is taken: what it is worth is the office's
 * to say.
 */
export const makeAnswerIntegration =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; ids: Ids; clock: Clock }): AnswerIntegration =>
  (tenantId, citizenId, practiceId, shown) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const opened = await lockIntegration(stores, deps.services, citizenId, practiceId);
      if (!opened.ok) return opened;
      const { practice, service, integration } = opened.value;
      const { id: integrationId, answers } = integration;
      if (stepErrors(integrationStep(service, answers)).length > 0) return refuse({ code: 'incomplete' });
      if (integrationDigest(integration) !== shown) return refuse({ code: 'changed_meanwhile' });
      const at = deps.clock.now();
      const happening = { event: 'INTEGRATE', at, operatorId: null, integrationId, change: {} } as const;
      const happened = await happen(stores, deps.ids, practice, happening);
      if (happened === 'impossible' || happened === 'stale') throw new Error(`A locked practice was ${happened}`);
      await stores.integrations.update({ ...integration, answeredAt: at });
      await stores.attachments.tie(
        practiceId,
        integrationFiles(service, answers).map((id) => attachmentIdSchema.parse(id)),
      );
      return ok(null);
    });
