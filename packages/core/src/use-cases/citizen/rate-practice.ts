import { type FeedbackInput, parseFeedback, ratingEnds } from '../../feedback/feedback.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { CitizenId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

export type RatePractice = (
  tenantId: TenantId,
  citizenId: CitizenId,
  practiceId: PracticeId,
  input: FeedbackInput,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    /** The time for it is over. */
    | { readonly code: 'rating_closed' }
    | { readonly code: 'invalid_feedback'; readonly errors: readonly FieldError[] }
  >
>;

/**
 * How easy it was to send a practice, by the one who sent it (ui.md, PNRR "cittadino attivo"). One rating for each
 * practice; it may be given in pieces and changed until `ratingEnds`.
 */
export const makeRatePractice =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): RatePractice =>
  (tenantId, citizenId, practiceId, input) =>
    deps.unitOfWork.run(tenantId, async ({ practices, feedback }) => {
      const practice = (await practices.ownedBy(practiceId, citizenId))?.practice;
      if (practice === undefined || practice.submittedAt === null) return refuse({ code: 'not_found' });
      const now = deps.clock.now();
      if (now >= ratingEnds(practice.submittedAt)) return refuse({ code: 'rating_closed' });
      const rated = parseFeedback(input, await feedback.of(practiceId), now);
      if (!rated.ok) return rated;
      await feedback.save(deps.ids.next(), { ...rated.value, practiceId, serviceId: practice.serviceId });
      return ok(null);
    });
