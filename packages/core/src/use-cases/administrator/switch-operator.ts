import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { OperatorId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type AccountRefusal, accountAct } from './account-act.ts';

export type SwitchOperator = (
  tenantId: TenantId,
  actor: Actor,
  id: OperatorId,
  enabled: boolean,
) => Promise<Result<null, AccountRefusal | { readonly code: 'not_yourself' }>>;

/**
 * An administrator disables an operator, whose sessions and links end at once, or enables them again. Practices that are in their
 * charge stay there until somebody is given them. Doing it again does nothing more.
 */
export const makeSwitchOperator =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SwitchOperator =>
  (tenantId, actor, id, enabled) =>
    accountAct<{ readonly code: 'not_yourself' }>(deps, tenantId, actor, id, async (account, stores, at) => {
      if (id === actor.operator.id) return refuse({ code: 'not_yourself' });
      const { name, role, services, version } = account;
      if (account.enabled === enabled) return ok(null);
      const saved = await stores.accounts.update(id, { name, role, services, enabled }, version);
      // Whoever changes an account has locked the administrators, as this has.
      if (!saved) throw new Error(`The operator ${id} was changed meanwhile`);
      if (enabled) return ok({ action: 'operatore_riabilitato' });
      await stores.accounts.endSessions(id);
      await stores.invitations.endAll(id, at);
      return ok({ action: 'operatore_disabilitato' });
    });
