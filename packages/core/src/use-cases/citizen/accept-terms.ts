import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { CitizenId, TenantId, TermsId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { pendingTerms } from '../../terms/terms.ts';

export type AcceptTerms = (
  tenantId: TenantId,
  citizenId: CitizenId,
  ticked: readonly string[],
) => Promise<Result<null, { readonly code: 'terms_not_accepted'; readonly missing: readonly TermsId[] }>>;

/**
 * Keeps date and time of each accepted document (manual §4). What was ticked is kept even when a mandatory document is
 * missing, so that nobody ticks twice.
 */
export const makeAcceptTerms =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): AcceptTerms =>
  (tenantId, citizenId, ticked) =>
    deps.unitOfWork.run(tenantId, async ({ terms }) => {
      const current = await terms.current();
      const accepted = current.filter((document) => ticked.includes(document.id));
      for (const document of accepted) await terms.accept(citizenId, document.id, deps.clock.now());
      const missing = pendingTerms(current, await terms.acceptances(citizenId)).map((document) => document.id);
      return missing.length === 0 ? ok(null) : refuse({ code: 'terms_not_accepted', missing });
    });
