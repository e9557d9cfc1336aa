import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { arrangeDraft } from '../arrange-draft.ts';
import type { ArrangeDeps } from '../arrange-due.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { type Writer, writableBy } from '../draft-access.ts';

export type PreparePayment = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
) => Promise<Result<null, { readonly code: 'not_found' } | { readonly code: 'already_sent' }>>;

/**
 * Has what a draft owes asked for at the gateway, when its step of payment is reached (manual §6). Doing it again changes nothing, and
 * after an answer that changes the amount it is asked for anew.
 */
export const makePreparePayment =
  (deps: ArrangeDeps & { readonly unitOfWork: UnitOfWork; readonly services: CompiledServices }): PreparePayment =>
  (tenantId, writer, practiceId) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.practices.lock(practiceId);
      const owned = await writableBy(stores, practiceId, writer);
      if (owned === null) return refuse({ code: 'not_found' });
      if (owned.practice.state !== 'bozza') return refuse({ code: 'already_sent' });
      await arrangeDraft(stores, deps, owned.practice);
      return ok(null);
    });
