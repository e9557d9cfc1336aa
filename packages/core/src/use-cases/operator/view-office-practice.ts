import type { Attachment } from '../../attachment/attachment.ts';
import type { Operator } from '../../operator/operator.ts';
import type { Payment } from '../../payment/payment.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { isPossible } from '../../practice/advance.ts';
import type { PracticeComment } from '../../practice/comment.ts';
import { type Term, term } from '../../practice/deadline.ts';
import type { Delivery } from '../../practice/delivery.ts';
import type { IntegrationPaper } from '../../practice/integration.ts';
import { askableEntries } from '../../practice/integration-form.ts';
import type { DocumentKind, Practice, PracticeDocument } from '../../practice/practice.ts';
import type { TimelineEntry } from '../../practice/timeline.ts';
import type { BookEntry } from '../../protocol/book-entry.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { attachmentIdsOf, journey, type SummarySection, summarise } from '../../service/journey.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import type { AttachmentId, DeliveryId, IntegrationId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { describeIntegration, type IntegrationView, integrationsOf, sentWith } from '../describe-integration.ts';
import { displayFacts } from '../display-facts.ts';
import { paymentStepOf } from '../payment-facts.ts';
import { namesIn } from './names-in.ts';
import { officePractice } from './office-action.ts';
import { type UnsettledRegistration, unsettledOf } from './unsettled-of.ts';

export interface OfficeIntegrationView extends IntegrationView {
  /** Who sent the answer at the counter, by name; null when the citizen did, or nobody yet. */
  readonly answeredBy: string | null;
}

export interface OfficeComment extends PracticeComment {
  /** Who wrote it, by name. */
  readonly by: string;
}

export interface ClaimedRegistration extends UnsettledRegistration {
  /** Who registers it by hand, by name; null when nobody does. */
  readonly claimedBy: string | null;
}

export interface OfficePracticeView {
  readonly practice: Practice;
  readonly definition: ServiceDefinition;
  readonly timeline: readonly TimelineEntry[];
  readonly sections: readonly SummarySection[];
  /** The files that it was sent with. */
  readonly attachments: readonly Attachment[];
  /** What the citizen was asked to complete, oldest first. */
  readonly integrations: readonly OfficeIntegrationView[];
  /** By when the office is to answer; null when it was never sent. */
  readonly term: Term | null;
  /** What of the form may be asked anew, step by step. */
  readonly askable: readonly {
    readonly title: string;
    readonly entries: readonly { readonly id: string; readonly label: string }[];
  }[];
  readonly deliveries: readonly Delivery[];
  /** When those that wait are tried next. */
  readonly nextAttempts: ReadonlyMap<DeliveryId, Date>;
  /** Registrations of which an operator has to say what became of them (`in_dubbio`), or may say the number. */
  readonly unsettled: readonly ClaimedRegistration[];
  /** Its entries in the portal's own protocol that were cancelled. */
  readonly cancelled: readonly BookEntry[];
  /** When all this was read. */
  readonly readAt: Date;
  /** What the office has written on it, oldest first. */
  readonly comments: readonly OfficeComment[];
  /** What was asked for and paid, oldest first. */
  readonly payments: readonly Payment[];
  /** Whether the ente has its citizens pay online for the service: the one in charge may ask for it. */
  readonly takesPayments: boolean;
  /** Who is in charge, by name; null when nobody is. */
  readonly assignedTo: string | null;
  /** Who opened it at the counter, by name; null when the citizen did. */
  readonly openedBy: string | null;
}

export type ViewOfficePractice = (
  tenantId: TenantId,
  operator: Operator,
  practiceId: PracticeId,
) => Promise<Result<OfficePracticeView, { readonly code: 'not_found' }>>;

/** The detail of a practice as the office sees it (ente.md). The citizen's private note is not part of it. */
export const makeViewOfficePractice =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; clock: Clock }): ViewOfficePractice =>
  (tenantId, operator, practiceId) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const practice = await officePractice(stores, operator, practiceId);
      if (practice === null) return refuse({ code: 'not_found' });
      const service = await deps.services.of(stores, practice);
      const { definition } = service;
      const way = journey(service, practice.answers);
      const attachments = await stores.attachments.of(practiceId);
      const timeline = await stores.timeline.of(practiceId);
      const integrations = await integrationsOf(stores, practice, timeline);
      const comments = await stores.comments.of(practiceId);
      const deliveries = await stores.deliveries.of(practiceId);
      const unsettled = await unsettledOf(stores, practiceId, deliveries);
      const mayBePaid = paymentStepOf(definition) !== undefined || integrations.some(({ payment }) => payment !== null);
      const payments = mayBePaid ? await stores.payments.of(practiceId) : [];
      const nameOf = await namesIn(stores, [
        practice.assignedTo,
        practice.openedBy,
        ...integrations.map(({ answeredBy }) => answeredBy),
        ...comments.map(({ operatorId }) => operatorId),
        ...unsettled.map(({ claim }) => claim?.by ?? null),
      ]);
      const waiting = deliveries.filter(({ state }) => state === 'in_attesa').map(({ id }) => id);
      return ok({
        practice,
        definition,
        timeline,
        sections: summarise(way, displayFacts(practice.applicant, attachments)),
        attachments: sentWith(attachmentIdsOf(way), attachments),
        integrations: integrations.map((integration) => ({
          ...describeIntegration(deps.services, definition, practice, integration, attachments),
          answeredBy: nameOf(integration.answeredBy),
        })),
        term:
          practice.submittedAt === null
            ? null
            : term(practice.submittedAt, definition.deadlineDays, integrations, dayInItaly(deps.clock.now())),
        askable: way.steps
          .map((step) => ({ title: step.definition.title, entries: askableEntries(step) }))
          .filter(({ entries }) => entries.length > 0),
        payments,
        takesPayments:
          practice.assignedTo === operator.id &&
          isPossible(practice, 'REQUEST_INTEGRATION') &&
          (await stores.payments.choiceFor(practice.serviceId))?.kind === 'pagopa',
        deliveries,
        unsettled: unsettled.map((record) => ({ ...record, claimedBy: nameOf(record.claim?.by ?? null) })),
        cancelled: practice.requestProtocol === null ? [] : await stores.protocol.cancelledOf(practiceId),
        nextAttempts: await stores.deliveries.nextAttempts(waiting),
        readAt: deps.clock.now(),
        comments: comments.map((comment) => ({ ...comment, by: nameOf(comment.operatorId) ?? '' })),
        assignedTo: nameOf(practice.assignedTo),
        openedBy: nameOf(practice.openedBy),
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

export type FindOfficePaper = (
  tenantId: TenantId,
  operator: Operator,
  practiceId: PracticeId,
  integrationId: IntegrationId,
  paper: IntegrationPaper,
) => Promise<Result<PracticeDocument, { readonly code: 'not_found' }>>;

/** The PDF of a request of integration, or of the answer to it, for download. */
export const makeFindOfficePaper =
  (deps: { unitOfWork: UnitOfWork }): FindOfficePaper =>
  (tenantId, operator, practiceId, integrationId, paper) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const practice = await officePractice(stores, operator, practiceId);
      const found = practice === null ? [] : await stores.integrations.of(practiceId);
      const document = found.find(({ id }) => id === integrationId)?.papers[paper]?.document;
      return document === undefined ? refuse({ code: 'not_found' }) : ok(document);
    });
