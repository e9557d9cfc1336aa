import { kindFor, newInvitation } from '../../operator/invitation.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import type { Ids } from '../../ports/ids.ts';
import type { NetworkOf } from '../../ports/network-of.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deliveryIdSchema, operatorIdSchema, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { IsWithinLimit, Limit } from '../is-within-limit.ts';
import { countStranger, recordCounted } from './record-stranger.ts';

const HOUR_MS = 60 * 60 * 1000;
const PER_ACCOUNT: Limit = { name: 'reset of account', max: 3, windowMs: HOUR_MS };
const PER_ADDRESS: Limit = { name: 'reset from address', max: 20, windowMs: HOUR_MS };

/** They are written for nobody too, and kept for three months. Somebody's are fewer by far. */
const FOR_NOBODY: Limit = { name: 'reset of nobody', max: 60, windowMs: HOUR_MS };

export type RequestPasswordReset = (
  tenantId: TenantId,
  email: string,
  address: string,
) => Promise<Result<null, { readonly code: 'too_many_requests' }>>;

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly failedAttempts: FailedAttempts;
  readonly isWithinLimit: IsWithinLimit;
  readonly networkOf: NetworkOf;
  readonly ids: Ids;
  readonly clock: Clock;
}

/**
 * "Password dimenticata?": a link to choose another one is mailed to the operator of an address, or their invitation again. Nobody can tell whether there is
 * one: the answer is the same and so is what is written, but that the mail of nobody goes to nobody (`send-invitation-mail`). For nobody no more than some are written in an hour, so that strangers do not fill the database.
 */
export const makeRequestPasswordReset =
  (deps: Deps): RequestPasswordReset =>
  async (tenantId, email, address) => {
    const account = email.trim().normalize('NFC').toLowerCase();
    const allowed = [
      await deps.isWithinLimit(tenantId, PER_ACCOUNT, account),
      await deps.isWithinLimit(tenantId, PER_ADDRESS, deps.networkOf(address)),
    ];
    if (allowed.includes(false)) return refuse({ code: 'too_many_requests' });
    const known = await deps.unitOfWork.read(tenantId, ({ accounts }) => accounts.credentials(email.trim()));
    const id = known?.account.id ?? null;
    const isWritten = await deps.isWithinLimit(tenantId, FOR_NOBODY, id ?? 'nobody');
    const count = await countStranger(deps, tenantId);
    const at = deps.clock.now();
    await deps.unitOfWork.run(tenantId, async (stores) => {
      // Also of nobody, which takes as long.
      const whom = id ?? operatorIdSchema.parse(deps.ids.next());
      await stores.accounts.lock(whom);
      const now = await stores.accounts.byId(whom);
      const kind = now === null ? 'reset' : kindFor(now);
      const link = newInvitation(deliveryIdSchema.parse(deps.ids.next()), id, kind, at);
      if (isWritten) await stores.invitations.insert(link);
      await recordCounted(stores, count, { at, action: 'reset_chiesto', id, address });
    });
    return ok(null);
  };
