import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import {
  type BookEntry,
  type CancellationGrounds,
  type EntryNumber,
  printedNumber,
} from '../../protocol/book-entry.ts';
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
    /** By somebody else, or on other grounds: what stands there stays. */
    | { readonly code: 'already_cancelled' }
    | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
  >
>;

const sameOrRefused = (entry: BookEntry | null, { by, provision, reason }: CancellationGrounds) => {
  const there = entry?.cancellation ?? null;
  return there?.by === by && there.provision === provision && there.reason === reason
    ? ok(null)
    : refuse({ code: 'already_cancelled' } as const);
};

/**
 * Marks an entry of the protocol as cancelled (DPR 445/2000 art. 54): it stays readable, with who, when, why and by which act, and
 * its number is never given again. The practice stays as it is. Sent twice by the same person, it is done once.
 */
export const makeCancelRegistration =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): CancelRegistration =>
  (tenantId, actor, entry, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const found = await stores.protocol.byNumber(entry);
      if (found === null) return refuse({ code: 'not_found' });
      const parsed = parseCancellation(input);
      if (!parsed.ok) return found.cancellation === null ? parsed : refuse({ code: 'already_cancelled' });
      const grounds = { ...parsed.value, by: actor.operator.name };
      if (found.cancellation !== null) return sameOrRefused(found, grounds);
      const now = deps.clock.now();
      // Somebody may have been quicker.
      if (!(await stores.protocol.cancel(entry, grounds, now))) {
        return sameOrRefused(await stores.protocol.byNumber(entry), grounds);
      }
      const subject = `${printedNumber(entry.number)}/${entry.year}`;
      await recordAct(stores, actor, { at: now, action: 'registrazione_annullata', subject });
      return ok(null);
    });
