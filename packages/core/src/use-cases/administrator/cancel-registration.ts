import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { type EntryNumber, printedNumber } from '../../protocol/book-entry.ts';
import { type CancellationInput, parseCancellation } from '../../protocol/parse-cancellation.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';

export type CancelRegistration = (
  tenantId: TenantId,
  actor: Actor,
  entry: EntryNumber,
  input: CancellationInput,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'already_cancelled' }
    | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
  >
>;

/**
 * Marks an entry of the protocol as cancelled (DPR 445/2000 art. 54): it stays readable, with who, when, why and by which act, and
 * its number is never given again. The practice stays as it is.
 */
export const makeCancelRegistration =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): CancelRegistration =>
  (tenantId, actor, entry, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const found = await stores.protocol.byNumber(entry);
      if (found === null) return refuse({ code: 'not_found' });
      if (found.cancellation !== null) return refuse({ code: 'already_cancelled' });
      const grounds = parseCancellation(input);
      if (!grounds.ok) return grounds;
      const now = deps.clock.now();
      const cancelled = await stores.protocol.cancel(entry, { ...grounds.value, by: actor.operator.name }, now);
      if (!cancelled) return refuse({ code: 'already_cancelled' });
      const subject = `${printedNumber(entry.number)}/${entry.year}`;
      await recordAct(stores, actor, { at: now, action: 'registrazione_annullata', subject });
      return ok(null);
    });
