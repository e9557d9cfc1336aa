import type { Attachment } from '../../attachment/attachment.ts';
import { type Feedback, ratingEnds } from '../../feedback/feedback.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deadline } from '../../practice/deadline.ts';
import type { Practice } from '../../practice/practice.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { attachmentIdsOf, journey } from '../../service/journey.ts';
import type { CitizenId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { sentWith } from '../describe-integration.ts';

export interface ReceiptView {
  readonly practice: Practice;
  readonly submittedAt: Date;
  readonly definition: ServiceDefinition;
  /** Last day for the office to answer: `31/12/2026`. */
  readonly deadline: string;
  readonly attachments: readonly Attachment[];
  /** The rating that was given; null when there is none. */
  readonly feedback: Feedback | null;
  /** Until when it may be given and changed; null when that is over. */
  readonly ratingEnds: Date | null;
}

export type ViewReceipt = (
  tenantId: TenantId,
  citizenId: CitizenId,
  practiceId: PracticeId,
) => Promise<Result<ReceiptView, { readonly code: 'not_found' } | { readonly code: 'not_sent' }>>;

/**
 * The receipt of a practice for the one who sent it, from the moment it is sent: office, responsible person and deadline
 * (law 241/1990 art. 18-bis). For anybody else, also who it was sent on behalf of, it is not there.
 */
export const makeViewReceipt =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; clock: Clock }): ViewReceipt =>
  (tenantId, citizenId, practiceId) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const owned = await stores.practices.ownedBy(practiceId, citizenId);
      if (owned === null) return refuse({ code: 'not_found' });
      const { practice } = owned;
      const { submittedAt } = practice;
      if (submittedAt === null) return refuse({ code: 'not_sent' });
      const service = await deps.services.of(stores, practice);
      const { definition } = service;
      const ends = ratingEnds(submittedAt);
      return ok({
        practice,
        submittedAt,
        definition,
        deadline: deadline(submittedAt, definition.deadlineDays),
        attachments: sentWith(
          attachmentIdsOf(journey(service, practice.answers)),
          await stores.attachments.of(practiceId),
        ),
        feedback: await stores.feedback.of(practiceId),
        ratingEnds: deps.clock.now() < ends ? ends : null,
      });
    });
