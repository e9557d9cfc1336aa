import { keepsDraft } from '../../payment/payment.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { closePayments } from '../close-payments.ts';
import { isOperator, type Writer, writableBy } from '../draft-access.ts';
import { recordAct } from '../record-act.ts';

/** @param givesUp whoever deletes it knows that money has come in for it, which is to be given back */
export type DeleteDraft = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
  givesUp?: boolean,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'already_sent' }
    /** Money may be coming in for it at this moment; or it has, and nobody has said that they give it up. */
    | { readonly code: 'paid' }
  >
>;

/**
 * "Elimina la bozza": the draft goes with its answers, its private note and its timeline; the files stay among the citizen's
 * attachments. Whichever comes first when it is deleted and sent at once: what was sent is never deleted, and what was
 * deleted is not found by who sends or saves it. What was paid for is not deleted before
 * somebody says that they give it up; a notice that nobody has paid is withdrawn.
 */
export const makeDeleteDraft =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): DeleteDraft =>
  (tenantId, writer, practiceId, givesUp = false) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.practices.lock(practiceId);
      const found = await writableBy(stores, practiceId, writer);
      if (found === null) return refuse({ code: 'not_found' });
      const { citizenId, code, state } = found.practice;
      const payments = state === 'bozza' ? await stores.payments.of(practiceId) : [];
      const isBeingPaid = payments.some(({ state: now }) => now === 'in_corso');
      if (isBeingPaid || (!givesUp && payments.some(keepsDraft))) return refuse({ code: 'paid' });
      await closePayments(stores, payments, 'nothing', deps.clock.now());
      if (await stores.practices.deleteDraft(practiceId, citizenId)) {
        if (isOperator(writer)) {
          await recordAct(stores, writer, { at: deps.clock.now(), action: 'bozza_eliminata', subject: code });
        }
        return ok(null);
      }
      const left = await writableBy(stores, practiceId, writer);
      return refuse({ code: left === null ? 'not_found' : 'already_sent' });
    });
