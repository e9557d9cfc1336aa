import type { Actor } from '../../operator/actor.ts';
import { needsSecondFactor } from '../../operator/operator-account.ts';
import { newRecoveryCodes, recoveryCodeHash } from '../../operator/recovery-codes.ts';
import type { Ids } from '../../ports/ids.ts';
import type { SecretBox } from '../../ports/secret-box.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';
import { epochOf } from './epoch-of.ts';
import { checkOwnPassword, type OwnPasswordDeps, type WrongPassword } from './own-password.ts';

type FactorRefusal = WrongPassword | { readonly code: 'not_possible' };

export type SwitchOffSecondFactor = (
  tenantId: TenantId,
  actor: Actor,
  password: string,
) => Promise<Result<{ readonly epoch: number }, FactorRefusal>>;

/** An operator does without their second factor again; an administrator cannot. */
export const makeSwitchOffSecondFactor =
  (deps: OwnPasswordDeps): SwitchOffSecondFactor =>
  async (tenantId, actor, password) => {
    const checked = await checkOwnPassword(deps, tenantId, actor, password);
    if (!checked.ok) return checked;
    if (needsSecondFactor(checked.value) || !checked.value.hasSecondFactor) return refuse({ code: 'not_possible' });
    return deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.accounts.deleteSecondFactor(actor.operator.id);
      const epoch = await epochOf(stores, actor.operator.id);
      await recordAct(stores, actor, { at: deps.clock.now(), action: 'secondo_fattore_disattivato', subject: null });
      return ok({ epoch });
    });
  };

export type RenewRecoveryCodes = (
  tenantId: TenantId,
  actor: Actor,
  password: string,
) => Promise<Result<readonly string[], FactorRefusal>>;

/** Ten recovery codes anew, shown this once; those from before are good for nothing. */
export const makeRenewRecoveryCodes =
  (deps: OwnPasswordDeps & { secretBox: SecretBox; ids: Ids }): RenewRecoveryCodes =>
  async (tenantId, actor, password) => {
    const checked = await checkOwnPassword(deps, tenantId, actor, password);
    if (!checked.ok) return checked;
    const { id } = actor.operator;
    const codes = newRecoveryCodes(deps.secretBox, deps.ids.next());
    const hashes = codes.map((code) => recoveryCodeHash(deps.secretBox, tenantId, id, code));
    return deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.accounts.lock(id);
      if ((await stores.accounts.secondFactor(id)) === null) return refuse({ code: 'not_possible' });
      await stores.accounts.saveRecoveryCodes(id, hashes);
      await recordAct(stores, actor, { at: deps.clock.now(), action: 'codici_rigenerati', subject: null });
      return ok(codes);
    });
  };
