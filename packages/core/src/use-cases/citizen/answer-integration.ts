import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { integrationDigest } from '../../practice/integration-form.ts';
import { stepErrors } from '../../service/journey.ts';
import { attachmentIdSchema, type PracticeId, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { isOperator, openerOf, type Writer } from '../draft-access.ts';
import { happen } from '../happen.ts';
import type { LevelTooLow } from '../level-too-low.ts';
import { recordAct } from '../record-act.ts';
import { toldOfIntegration } from '../told-of-integration.ts';
import { integratedBeneficiaries } from './integrated-beneficiaries.ts';
import { type IntegrationRefusal, integrationFiles, integrationStep, lockIntegration } from './open-integration.ts';

/**
 * @param shown `integrationDigest` of what the writer had before their eyes
 * @param paperSigned an operator declares that the citizen has read and signed the answer on paper
 */
export type AnswerIntegration = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
  shown: string,
  paperSigned?: boolean,
) => Promise<
  Result<
    null,
    | IntegrationRefusal
    | LevelTooLow
    /** Something that was requested is missing or wrong. */
    | { readonly code: 'incomplete' }
    /** Nobody has declared that the citizen signed on paper, and there is no other will of theirs. */
    | { readonly code: 'not_declared' }
    /** The answers, or the request, are no longer those that were shown. */
    | { readonly code: 'changed_meanwhile' }
  >
>;

/**
 * "Invia integrazione": everything that was requested is there and valid, its files become part of the practice, which goes
 * back to its operator; registration and mails are queued with it, and those on whose behalf it is follow the answers. Sent
 * twice, or cancelled by the office at the same moment, one of them wins and the other is told. An answer after the due date
 * is taken: what it is worth is the office's to say. Of a practice that was opened at the counter an operator may send it there, as they sent the practice (ADR 22).
 */
export const makeAnswerIntegration =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; ids: Ids; clock: Clock }): AnswerIntegration =>
  (tenantId, writer, practiceId, shown, paperSigned = false) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const opened = await lockIntegration(stores, deps.services, writer, practiceId);
      if (!opened.ok) return opened;
      const { practice, definition, service, integration, answers, tooLow } = opened.value;
      if (tooLow !== null) return refuse(tooLow);
      const integrationId = integration.id;
      // The money alone answers it.
      if (integration.payment !== null) return refuse({ code: 'incomplete' });
      if (stepErrors(integrationStep(service, answers)).length > 0) return refuse({ code: 'incomplete' });
      if (integrationDigest({ ...integration, answers }) !== shown) return refuse({ code: 'changed_meanwhile' });
      if (isOperator(writer) && !paperSigned) return refuse({ code: 'not_declared' });
      const at = deps.clock.now();
      const answeredBy = openerOf(writer);
      const before = (await stores.integrations.of(practiceId)).filter(({ answeredAt }) => answeredAt !== null);
      const integrated = [...before.map((one) => one.answers), answers];
      const beneficiaries = integratedBeneficiaries(deps.services.compile(definition), practice, integrated);
      const happened = await happen(stores, deps.ids, practice, {
        event: 'INTEGRATE',
        at,
        operatorId: answeredBy,
        integrationId,
        notify: await toldOfIntegration(stores, practice),
        change: { beneficiaries },
      });
      if (happened === 'impossible' || happened === 'stale') throw new Error(`A locked practice was ${happened}`);
      await stores.integrations.update({ ...integration, answers, counterAnswers: null, answeredAt: at, answeredBy });
      await stores.attachments.tie(
        practiceId,
        integrationFiles(service, answers).map((id) => attachmentIdSchema.parse(id)),
      );
      if (isOperator(writer)) {
        await recordAct(stores, writer, { at, action: 'integrazione_per_conto', subject: practice.code });
      }
      return ok(null);
    });
