import { fullName } from '../../person/citizen.ts';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentRenderer } from '../../ports/document-renderer.ts';
import type { Ids } from '../../ports/ids.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { happen } from '../happen.ts';
import { lockPractice, mustHappen, openDelivery, type RunDelivery } from './delivery-run.ts';
import { enclosedOf } from './enclosed.ts';
import { keepDocument } from './keep-document.ts';
import { letterHead, tenantOf } from './letter-head.ts';

export interface RenderAnswerDeps {
  readonly unitOfWork: UnitOfWork;
  readonly services: CompiledServices;
  readonly tenants: TenantDirectory;
  readonly storage: AttachmentStorage;
  readonly renderer: DocumentRenderer;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly portalUrl: string;
}

/** What an answer is made from: while it is the same, so is the answer. */
const contentsOf = ({ decision, documents }: Practice): string => JSON.stringify([decision, documents.documento]);

/**
 * After a decision: makes the answer that the office will sign, or that goes out as it is. A decision changed meanwhile has queued a delivery of
 * its own; whichever runs first renders the decision as it is now, and the other finds it done. One that was overtaken
 * while it was rendering ends quietly.
 */
export const makeRenderAnswer =
  (deps: RenderAnswerDeps): RunDelivery =>
  async (tenantId, deliveryId) => {
    const gathered = await deps.unitOfWork.run(tenantId, async (stores) => {
      const opened = await openDelivery(stores, deliveryId);
      return opened === null ? null : { ...opened, service: await deps.services.of(stores, opened.practice) };
    });
    if (gathered === null) return;
    const { practice, service } = gathered;
    const { applicant, decision } = practice;
    if (applicant === null) throw new Error(`Practice ${practice.id} was not sent`);
    // Dropped by a request of integration since it was queued: there is nothing to answer with.
    if (decision === null) {
      return deps.unitOfWork.run(tenantId, ({ deliveries }) => deliveries.complete(deliveryId, deps.clock.now()));
    }
    const tenant = await tenantOf(deps.tenants, tenantId);
    const bytes = await deps.renderer.renderAnswer({
      head: letterHead(tenant, deps.portalUrl),
      subject: service.definition.name,
      code: practice.code,
      addressee: fullName(applicant.identity),
      outcome: decision.outcome,
      reason: decision.reason,
      enclosed: enclosedOf(practice),
      printedSignature: decision.flow === 'documento' ? service.definition.responsible : null,
      requestProtocol:
        practice.requestProtocol === null
          ? null
          : { number: practice.requestProtocol.number, date: practice.requestProtocol.registeredAt },
      decidedAt: decision.decidedAt,
    });
    const risposta = await keepDocument(deps.storage, tenantId, `risposta-${practice.code}.pdf`, bytes);
    await deps.unitOfWork.run(tenantId, async (stores) => {
      const current = await lockPractice(stores, practice);
      const now = deps.clock.now();
      // Made from a decision that was changed since: the delivery of the new one makes its answer, this one is done.
      const overtaken = contentsOf(current) !== contentsOf(practice);
      if (current.documents.risposta === undefined && !overtaken) {
        const change = { documents: { ...current.documents, risposta } };
        const happening = { event: 'RENDER_ANSWER', at: now, operatorId: null, change } as const;
        mustHappen(await happen(stores, deps.ids, current, happening), 'RENDER_ANSWER');
      }
      await stores.deliveries.complete(deliveryId, now);
    });
  };
