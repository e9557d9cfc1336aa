import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { OperatorId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type AccountRefusal, accountAct } from './account-act.ts';

export type ResetSecondFactor = (
  tenantId: TenantId,
  actor: Actor,
  id: OperatorId,
) => Promise<Result<null, AccountRefusal | { readonly code: 'not_yourself' }>>;

/** For who has lost phone and recovery codes: the second factor is taken away, with all sessions. One's own is changed in the profile. */
export const makeResetSecondFactor =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): ResetSecondFactor =>
  (tenantId, actor, id) =>
    accountAct<{ readonly code: 'not_yourself' }>(deps, tenantId, actor, id, async (account, { accounts }) => {
      if (id === actor.operator.id) return refuse({ code: 'not_yourself' });
      if (!account.hasSecondFactor) return ok(null);
      await accounts.deleteSecondFactor(id);
      return ok({ action: 'secondo_fattore_azzerato' });
    });
