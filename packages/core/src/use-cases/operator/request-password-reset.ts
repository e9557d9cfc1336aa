import { kindFor, newInvitation } from '../../operator/invitation.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deliveryIdSchema, operatorIdSchema, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { IsWithinLimit, Limit } from '../is-within-limit.ts';
import { recordStranger } from './guesses.ts';

const HOUR_MS = 60 * 60 * 1000;
const PER_ACCOUNT: Limit = { name: 'reset of account', max: 3, windowMs: HOUR_MS };
const PER_ADDRESS: Limit = { name: 'reset from address', max: 20, windowMs: HOUR_MS };

export type RequestPasswordReset = (
  tenantId: TenantId,
  email: string,
  address: string,
) => Promise<Result<null, { readonly code: 'too_many_requests' }>>;

/**
 * "Password dimenticata?": a link to choose another one is mailed to the operator of an address, or their invitation again. Nobody can tell whether there is
 * one: the answer is the same and so is what is written, but that the mail of nobody goes to nobody (`send-invitation-mail`).
 */
export const makeRequestPasswordReset =
  (deps: { unitOfWork: UnitOfWork; isWithinLimit: IsWithinLimit; ids: Ids; clock: Clock }): RequestPasswordReset =>
  async (tenantId, email, address) => {
    const account = email.trim().normalize('NFC').toLowerCase();
    const allowed = [
      await deps.isWithinLimit(tenantId, PER_ACCOUNT, account),
      await deps.isWithinLimit(tenantId, PER_ADDRESS, address),
    ];
    if (allowed.includes(false)) return refuse({ code: 'too_many_requests' });
    const at = deps.clock.now();
    await deps.unitOfWork.run(tenantId, async (stores) => {
      const known = await stores.accounts.credentials(email.trim());
      const id = known?.account.id ?? null;
      const kind = known === null ? 'reset' : kindFor(known.account);
      // Also of nobody, which takes as long.
      await stores.accounts.lock(id ?? operatorIdSchema.parse(deps.ids.next()));
      await stores.invitations.insert(newInvitation(deliveryIdSchema.parse(deps.ids.next()), id, kind, at));
      await recordStranger(stores, at, 'reset_chiesto', id, address);
    });
    return ok(null);
  };
