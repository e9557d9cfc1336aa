import type { Actor } from '../../operator/actor.ts';
import type { Operator } from '../../operator/operator.ts';
import { attachesWithPassword } from '../../operator/operator-account.ts';
import { newRecoveryCodes, recoveryCodeHash } from '../../operator/recovery-codes.ts';
import { factorContext, setupContext } from '../../operator/second-factor.ts';
import type { Ids } from '../../ports/ids.ts';
import type { OneTimeCodes } from '../../ports/one-time-codes.ts';
import type { SecretBox } from '../../ports/secret-box.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { recordAct } from '../record-act.ts';
import { epochOf } from './epoch-of.ts';
import { checkOwnPassword, type OwnPasswordDeps, type WrongPassword } from './own-password.ts';

/** What an operator needs to set up their app, and what the form of it carries. */
export interface FactorSetup {
  /** As it is typed into an app. */
  readonly secret: string;
  /** As an app reads it from a QR code. */
  readonly uri: string;
  /** The secret, sealed: nothing is stored before a code has proved it. */
  readonly sealed: string;
}

type Deps = OwnPasswordDeps & { oneTimeCodes: OneTimeCodes; secretBox: SecretBox; ids: Ids };

/** @param sealed of a setup that is shown again; null for a new one */
export type BeginSecondFactor = (tenant: Tenant, operator: Operator, sealed: string | null) => FactorSetup;

/** A secret for the app of an operator: that of `sealed` while it is theirs, else a new one. */
export const makeBeginSecondFactor =
  ({ oneTimeCodes, secretBox }: Pick<Deps, 'oneTimeCodes' | 'secretBox'>): BeginSecondFactor =>
  (tenant, operator, sealed) => {
    const context = setupContext(tenant.id, operator.id);
    const known = sealed === null ? null : secretBox.open(context, sealed);
    const secret = known ?? oneTimeCodes.newSecret();
    const uri = oneTimeCodes.uri(secret, tenant.name, operator.email);
    return { secret, uri, sealed: known !== null && sealed !== null ? sealed : secretBox.seal(context, secret) };
  };

export type SetUpSecondFactor = (
  tenantId: TenantId,
  actor: Actor,
  typed: {
    readonly sealed: string;
    readonly code: string;
    /** Where `attachesWithPassword` asks for it. */
    readonly password: string;
  },
) => Promise<
  Result<
    { readonly recoveryCodes: readonly string[]; readonly epoch: number },
    WrongPassword | { readonly code: 'wrong_code' }
  >
>;

/**
 * An operator sets up their second factor, or takes another app for it. The first code proves that the app has the secret, and is
 * used by that. All sessions end: those that were opened without it are worth less.
 * @returns ten recovery codes, which are shown this once
 */
export const makeSetUpSecondFactor =
  (deps: Deps): SetUpSecondFactor =>
  async (tenantId, actor, { sealed, code, password }) => {
    const { operator } = actor;
    const at = deps.clock.now();
    const secret = deps.secretBox.open(setupContext(tenantId, operator.id), sealed);
    const step = secret === null ? null : deps.oneTimeCodes.stepOf(secret, code.replaceAll(/\s/gu, ''), at);
    if (secret === null || step === null) return refuse({ code: 'wrong_code' });
    const account = await deps.unitOfWork.read(tenantId, ({ accounts }) => accounts.byId(operator.id));
    if (account === null || attachesWithPassword(account, at)) {
      const checked = await checkOwnPassword(deps, tenantId, actor, password);
      if (!checked.ok) return checked;
    }
    const recoveryCodes = newRecoveryCodes(deps.secretBox, deps.ids.next());
    const hashes = recoveryCodes.map((one) => recoveryCodeHash(deps.secretBox, tenantId, operator.id, one));
    const kept = deps.secretBox.seal(factorContext(tenantId, operator.id), secret);
    return deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.accounts.saveSecondFactor(operator.id, kept, step, hashes);
      const epoch = await epochOf(stores, operator.id);
      await recordAct(stores, actor, { at, action: 'secondo_fattore_attivato', subject: null });
      return ok({ recoveryCodes, epoch });
    });
  };
