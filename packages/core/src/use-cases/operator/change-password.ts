import type { Actor } from '../../operator/actor.ts';
import { type PasswordFlaw, passwordFlaw } from '../../operator/password-rules.ts';
import type { PasswordJudge } from '../../ports/password-judge.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';
import { epochOf } from './epoch-of.ts';
import { checkOwnPassword, type OwnPasswordDeps, type WrongPassword } from './own-password.ts';

export type ChangePassword = (
  tenantId: TenantId,
  actor: Actor,
  passwords: { readonly old: string; readonly chosen: string },
) => Promise<
  Result<
    /** At which the operator's session goes on: all of them have ended. */
    { readonly epoch: number },
    WrongPassword | { readonly code: 'bad_password'; readonly flaw: PasswordFlaw }
  >
>;

/** An operator changes their password, which ends all their sessions. */
export const makeChangePassword =
  (deps: OwnPasswordDeps & { passwordJudge: PasswordJudge }): ChangePassword =>
  async (tenantId, actor, { old, chosen }) => {
    const flaw = await passwordFlaw(deps.passwordJudge, actor.operator, chosen);
    if (flaw !== null) return refuse({ code: 'bad_password', flaw });
    const checked = await checkOwnPassword(deps, tenantId, actor, old);
    if (!checked.ok) return checked;
    const hash = await deps.hasher.hash(chosen);
    return deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.accounts.savePassword(actor.operator.id, hash);
      await stores.invitations.endAll(actor.operator.id, deps.clock.now());
      const epoch = await epochOf(stores, actor.operator.id);
      await recordAct(stores, actor, { at: deps.clock.now(), action: 'password_cambiata', subject: null });
      return ok({ epoch });
    });
  };
