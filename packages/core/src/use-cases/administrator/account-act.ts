import type { Actor } from '../../operator/actor.ts';
import type { OperatorAccount } from '../../operator/operator-account.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { OperatorId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type Act, recordAct } from '../record-act.ts';

export type AccountRefusal = { readonly code: 'not_found' };

/** What is written down of an act on an account; null when nothing was done. */
export type AccountAct = Pick<Act, 'action' | 'details'> | null;

/**
 * What every act of an administrator on somebody's account begins with. The administrators are locked, and whoever acts is still one
 * of them: two who take the role from each other at once leave one, and since nobody takes it from themselves there is always one.
 */
export const accountAct = <E extends { readonly code: string } = never>(
  deps: { unitOfWork: UnitOfWork; clock: Clock },
  tenantId: TenantId,
  actor: Actor,
  id: OperatorId,
  work: (account: OperatorAccount, stores: Stores, at: Date) => Promise<Result<AccountAct, E>>,
): Promise<Result<null, AccountRefusal | E>> =>
  deps.unitOfWork.run(tenantId, async (stores) => {
    if (!(await stores.accounts.lockAdministrators()).includes(actor.operator.id)) return refuse({ code: 'not_found' });
    await stores.accounts.lock(id);
    const account = await stores.accounts.byId(id);
    if (account === null) return refuse({ code: 'not_found' });
    const at = deps.clock.now();
    const done = await work(account, stores, at);
    if (!done.ok) return done;
    if (done.value !== null) await recordAct(stores, actor, { ...done.value, at, subject: id });
    return ok(null);
  });
