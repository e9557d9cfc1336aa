import type { Attachment } from '../../attachment/attachment.ts';
import type { Payment } from '../../payment/payment.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { type Term, term } from '../../practice/deadline.ts';
import type { IntegrationPaper } from '../../practice/integration.ts';
import { type DocumentKind, isClosed, type Practice, type PracticeDocument } from '../../practice/practice.ts';
import { type TimelineEntry, visibleToCitizen } from '../../practice/timeline.ts';
import type { BookEntry } from '../../protocol/book-entry.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { attachmentIdsOf, journey, type SummarySection, summarise } from '../../service/journey.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import type { IntegrationId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { describeIntegration, type IntegrationView, integrationsOf, sentWith } from '../describe-integration.ts';
import { displayFacts } from '../display-facts.ts';
import { paymentStepOf } from '../payment-facts.ts';

export interface PracticeView {
  readonly practice: Practice;
  readonly definition: ServiceDefinition;
  readonly timeline: readonly TimelineEntry[];
  readonly sections: readonly SummarySection[];
  /** The files that it was sent with. */
  readonly attachments: readonly Attachment[];
  /** Until when the office must answer; null when it has answered. */
  readonly term: Term | null;
  /** What the office has asked to complete, oldest first. */
  readonly integrations: readonly IntegrationView[];
  /** Its entries in the portal's own protocol that were cancelled. */
  readonly cancelled: readonly BookEntry[];
  /** What was asked for and paid, oldest first; the sender's alone. */
  readonly payments: readonly Payment[];
  /** Null when the viewer is not the one who sent it, but somebody on whose behalf it is. */
  readonly privateNote: string | null;
}

export type ViewPractice = (
  tenantId: TenantId,
  citizen: Citizen,
  practiceId: PracticeId,
) => Promise<Result<PracticeView, { readonly code: 'not_found' }>>;

/** Whether a citizen may see a practice: their own, or one that was sent on their behalf (manual §10). */
const mayRead = (citizen: Citizen, practice: Practice): boolean =>
  practice.citizenId === citizen.id
    ? practice.state !== 'bozza' || practice.openedBy === null
    : practice.state !== 'bozza' && practice.beneficiaries.includes(citizen.identity.codiceFiscale);

/** What is about the sender and not about the person on whose behalf it is: contacts, address, signature, form and receipt. */
export const withoutSender = (practice: Practice): Practice => {
  const { modulo: _form, ricevuta: _receipt, ...documents } = practice.documents;
  return { ...practice, applicant: null, paperSignedAt: null, documents };
};

/** A request of integration without what is the sender's: what was not sent, the files and the two papers, which name them. */
export const integrationWithoutSender = (view: IntegrationView): IntegrationView => {
  const { integration } = view;
  const answers = integration.answeredAt === null ? {} : integration.answers;
  return { ...view, integration: { ...integration, answers, counterAnswers: null, papers: {} }, files: [] };
};

/**
 * The detail of a practice (manual §9). The person on whose behalf it is sees state, answers, iter and outcome, but neither
 * the form and the attachments, which are the sender's, nor the private note.
 */
export const makeViewPractice =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; clock: Clock }): ViewPractice =>
  (tenantId, citizen, practiceId) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const owned = await stores.practices.ownedBy(practiceId, citizen.id);
      const practice = owned?.practice ?? (await stores.practices.byId(practiceId));
      if (practice === null || !mayRead(citizen, practice)) return refuse({ code: 'not_found' });
      const service = await deps.services.of(stores, practice);
      const { definition } = service;
      const way = journey(service, practice.answers);
      const attachments = await stores.attachments.of(practiceId);
      const { submittedAt } = practice;
      const timeline = (await stores.timeline.of(practiceId)).filter(visibleToCitizen);
      const asked = await integrationsOf(stores, practice, timeline);
      // What has neither a step of payment nor a request of the office has nothing to pay.
      const mayCost = owned !== null && (paymentStepOf(definition) !== undefined || asked.length > 0);
      const payments = mayCost ? await stores.payments.of(practiceId) : [];
      const integrations = asked.map((integration) =>
        describeIntegration(deps.services, definition, practice, integration, attachments),
      );
      return ok({
        practice: owned === null ? withoutSender(practice) : practice,
        definition,
        timeline,
        sections: summarise(way, displayFacts(practice.applicant, attachments)),
        attachments: owned === null ? [] : sentWith(attachmentIdsOf(way), attachments),
        integrations: owned === null ? integrations.map(integrationWithoutSender) : integrations,
        term:
          submittedAt === null || isClosed(practice)
            ? null
            : term(submittedAt, definition.deadlineDays, asked, dayInItaly(deps.clock.now())),
        cancelled: practice.requestProtocol === null ? [] : await stores.protocol.cancelledOf(practiceId),
        payments,
        privateNote: owned?.privateNote ?? null,
      });
    });

/** What a citizen may have only when the practice is closed (manual §9). */
const CLOSED_ONLY: ReadonlySet<DocumentKind> = new Set(['risposta', 'risposta_firmata', 'documento', 'contenuto']);

/** Whether the one who sent a practice may have one of its documents already. */
export const mayDownload = (practice: Practice, kind: DocumentKind): boolean =>
  !CLOSED_ONLY.has(kind) || isClosed(practice);

export type FindCitizenDocument = (
  tenantId: TenantId,
  citizen: Citizen,
  practiceId: PracticeId,
  kind: DocumentKind,
) => Promise<Result<PracticeDocument, { readonly code: 'not_found' }>>;

export const makeFindCitizenDocument =
  (deps: { unitOfWork: UnitOfWork }): FindCitizenDocument =>
  (tenantId, citizen, practiceId, kind) =>
    deps.unitOfWork.read(tenantId, async ({ practices }) => {
      const practice = await practices.byId(practiceId);
      if (practice === null || !mayRead(citizen, practice)) return refuse({ code: 'not_found' });
      const { documents } = practice.citizenId === citizen.id ? practice : withoutSender(practice);
      const document = documents[kind];
      if (document === undefined || !mayDownload(practice, kind)) return refuse({ code: 'not_found' });
      return ok(document);
    });

export type FindCitizenPaper = (
  tenantId: TenantId,
  citizen: Citizen,
  practiceId: PracticeId,
  integrationId: IntegrationId,
  paper: IntegrationPaper,
) => Promise<Result<PracticeDocument, { readonly code: 'not_found' }>>;

/** The PDF of a request of integration, or of the answer to it, for the one who sent the practice. */
export const makeFindCitizenPaper =
  (deps: { unitOfWork: UnitOfWork }): FindCitizenPaper =>
  (tenantId, citizen, practiceId, integrationId, paper) =>
    deps.unitOfWork.read(tenantId, async ({ practices, integrations }) => {
      const owned = await practices.ownedBy(practiceId, citizen.id);
      const found = owned === null ? [] : await integrations.of(practiceId);
      const document = found.find(({ id }) => id === integrationId)?.papers[paper]?.document;
      return document === undefined ? refuse({ code: 'not_found' }) : ok(document);
    });
