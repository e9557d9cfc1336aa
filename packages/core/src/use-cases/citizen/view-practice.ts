import type { Attachment } from '../../attachment/attachment.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deadline } from '../../practice/deadline.ts';
import type { DocumentKind, Practice, PracticeDocument } from '../../practice/practice.ts';
import { type TimelineEntry, visibleToCitizen } from '../../practice/timeline.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { journey, type SummarySection, summarise } from '../../service/journey.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { displayFacts } from '../display-facts.ts';

export interface PracticeView {
  readonly practice: Practice;
  readonly definition: ServiceDefinition;
  readonly timeline: readonly TimelineEntry[];
  readonly sections: readonly SummarySection[];
  readonly attachments: readonly Attachment[];
  /** Last day for the office to answer, `31/12/2026`; null when it has answered. */
  readonly deadline: string | null;
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
  practice.citizenId === citizen.id ||
  (practice.state !== 'bozza' && practice.beneficiaries.includes(citizen.identity.codiceFiscale));

const isClosed = ({ state }: Practice): boolean => state === 'accettata' || state === 'rifiutata';

/** What is about the sender and not about the person on whose behalf it is: contacts, address, form and receipt. */
export const withoutSender = (practice: Practice): Practice => {
  const { modulo: _form, ricevuta: _receipt, ...documents } = practice.documents;
  return { ...practice, applicant: null, documents };
};

/**
 * The detail of a practice (manual §9). The person on whose behalf it is sees state, answers, iter and outcome, but neither
 * the form and the attachments, which are the sender's, nor the private note.
 */
export const makeViewPractice =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices }): ViewPractice =>
  (tenantId, citizen, practiceId) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const owned = await stores.practices.ownedBy(practiceId, citizen.id);
      const practice = owned?.practice ?? (await stores.practices.byId(practiceId));
      if (practice === null || !mayRead(citizen, practice)) return refuse({ code: 'not_found' });
      const service = await deps.services.of(stores, practice);
      const attachments = await stores.attachments.of(practiceId);
      const { submittedAt } = practice;
      const { deadlineDays } = service.definition;
      return ok({
        practice: owned === null ? withoutSender(practice) : practice,
        definition: service.definition,
        timeline: (await stores.timeline.of(practiceId)).filter(visibleToCitizen),
        sections: summarise(journey(service, practice.answers), displayFacts(practice.applicant, attachments)),
        attachments: owned === null ? [] : attachments,
        deadline: submittedAt === null || isClosed(practice) ? null : deadline(submittedAt, deadlineDays),
        privateNote: owned?.privateNote ?? null,
      });
    });

/** What a citizen may have only when the practice is closed (manual §9). */
const CLOSED_ONLY: ReadonlySet<DocumentKind> = new Set(['risposta', 'risposta_firmata']);

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
