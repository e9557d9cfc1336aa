import type { Attachment } from '../../attachment/attachment.ts';
import type { Operator } from '../../operator/operator.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Delivery } from '../../practice/delivery.ts';
import type { DocumentKind, Practice, PracticeDocument } from '../../practice/practice.ts';
import type { TimelineEntry } from '../../practice/timeline.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { journey, type SummarySection, summarise } from '../../service/journey.ts';
import type { AttachmentId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { displayFacts } from '../display-facts.ts';
import { officePractice } from './office-action.ts';

export interface OfficePracticeView {
  readonly practice: Practice;
  readonly definition: ServiceDefinition;
  readonly timeline: readonly TimelineEntry[];
  readonly sections: readonly SummarySection[];
  readonly attachments: readonly Attachment[];
  readonly deliveries: readonly Delivery[];
  /** Who is in charge, by name; null when nobody is. */
  readonly assignedTo: string | null;
}

export type ViewOfficePractice = (
  tenantId: TenantId,
  operator: Operator,
  practiceId: PracticeId,
) => Promise<Result<OfficePracticeView, { readonly code: 'not_found' }>>;

/** The detail of a practice as the office sees it (ente.md). The citizen's private note is not part of it. */
export const makeViewOfficePractice =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices }): ViewOfficePractice =>
  (tenantId, operator, practiceId) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const practice = await officePractice(stores, operator, practiceId);
      if (practice === null) return refuse({ code: 'not_found' });
      const service = await deps.services.of(stores, practice);
      const attachments = await stores.attachments.of(practiceId);
      const inCharge = practice.assignedTo === null ? null : await stores.operators.byId(practice.assignedTo);
      return ok({
        practice,
        definition: service.definition,
        timeline: await stores.timeline.of(practiceId),
        sections: summarise(journey(service, practice.answers), displayFacts(practice.applicant, attachments)),
        attachments,
        deliveries: await stores.deliveries.of(practiceId),
        assignedTo: inCharge?.name ?? null,
      });
    });

export type FindOfficeDocument = (
  tenantId: TenantId,
  operator: Operator,
  practiceId: PracticeId,
  kind: DocumentKind,
) => Promise<Result<PracticeDocument, { readonly code: 'not_found' }>>;

/** A document of the practice, for download. */
export const makeFindOfficeDocument =
  (deps: { unitOfWork: UnitOfWork }): FindOfficeDocument =>
  (tenantId, operator, practiceId, kind) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const document = (await officePractice(stores, operator, practiceId))?.documents[kind];
      return document === undefined ? refuse({ code: 'not_found' }) : ok(document);
    });

export type FindOfficeAttachment = (
  tenantId: TenantId,
  operator: Operator,
  practiceId: PracticeId,
  attachmentId: AttachmentId,
) => Promise<Result<Attachment, { readonly code: 'not_found' }>>;

/** An attachment tied to a practice that the operator may see, for download. */
export const makeFindOfficeAttachment =
  (deps: { unitOfWork: UnitOfWork }): FindOfficeAttachment =>
  (tenantId, operator, practiceId, attachmentId) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const practice = await officePractice(stores, operator, practiceId);
      if (practice === null) return refuse({ code: 'not_found' });
      const found = (await stores.attachments.of(practiceId)).find((attachment) => attachment.id === attachmentId);
      return found === undefined ? refuse({ code: 'not_found' }) : ok(found);
    });
