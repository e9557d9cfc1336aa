import { type FeedbackInput, parseFeedback } from '../../feedback/feedback.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

export type RateService = (
  tenantId: TenantId,
  slug: string,
  input: FeedbackInput,
) => Promise<
  Result<
    null,
    { readonly code: 'not_found' } | { readonly code: 'invalid_feedback'; readonly errors: readonly FieldError[] }
  >
>;

/** How clear the sheet of a service is, by whoever reads it (ui.md, page 3). Nothing about who that is is kept. */
export const makeRateService =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): RateService =>
  (tenantId, slug, input) =>
    deps.unitOfWork.run(tenantId, async ({ services, feedback }) => {
      const service = await services.bySlug(slug);
      if (service === null) return refuse({ code: 'not_found' });
      const rated = parseFeedback(input, null, deps.clock.now());
      if (!rated.ok) return rated;
      await feedback.save(deps.ids.next(), { ...rated.value, practiceId: null, serviceId: service.id });
      return ok(null);
    });
