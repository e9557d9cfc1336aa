import type { Actor } from '../../operator/actor.ts';
import { recoveryCodeHash } from '../../operator/recovery-codes.ts';
import { factorContext } from '../../operator/second-factor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import type { NetworkOf } from '../../ports/network-of.ts';
import type { OneTimeCodes } from '../../ports/one-time-codes.ts';
import type { SecretBox } from '../../ports/secret-box.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { IsWithinLimit, Limit } from '../is-within-limit.ts';
import { recordAct } from '../record-act.ts';
import { countGuess, takeBackGuess } from './guesses.ts';
import { recordStranger } from './record-stranger.ts';

/** A code is short: whoever has the password must not be able to try for days. */
export const WRONG_CODES: Limit = { name: 'second-factor', max: 50, windowMs: 24 * 60 * 60 * 1000 };

/** @param actor who has given the right password @param typed six digits of the app, or a recovery code */
export type ConfirmCode = (
  tenantId: TenantId,
  actor: Actor,
  typed: string,
) => Promise<Result<null, { readonly code: 'wrong_code' | 'too_many_attempts' }>>;

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly oneTimeCodes: OneTimeCodes;
  readonly secretBox: SecretBox;
  readonly failedAttempts: FailedAttempts;
  readonly isWithinLimit: IsWithinLimit;
  readonly clock: Clock;
  readonly networkOf: NetworkOf;
}

const APP_CODE = /^\d{6}$/u;

/** What the code was, which is used by this; null when it is not good. */
const use = async (
  deps: Deps,
  { accounts }: Stores,
  tenantId: TenantId,
  { operator }: Actor,
  typed: string,
  at: Date,
) => {
  const code = typed.replaceAll(/\s/gu, '');
  if (!APP_CODE.test(code)) {
    const hash = recoveryCodeHash(deps.secretBox, tenantId, operator.id, code);
    return (await accounts.useRecoveryCode(operator.id, hash)) ? 'codice_di_recupero' : null;
  }
  const factor = await accounts.secondFactor(operator.id);
  const secret =
    factor === null ? null : deps.secretBox.open(factorContext(tenantId, operator.id), factor.sealedSecret);
  const step = secret === null ? null : deps.oneTimeCodes.stepOf(secret, code, at);
  return step !== null && (await accounts.useStep(operator.id, step)) ? 'app' : null;
};

/** The second step of the sign-in. A code is good once; wrong ones count together with wrong passwords. */
export const makeConfirmCode =
  (deps: Deps): ConfirmCode =>
  async (tenantId, actor, typed) => {
    const { operator, address } = actor;
    const guess = { email: operator.email, address };
    const at = deps.clock.now();
    const counted = await countGuess(deps, tenantId, guess);
    if (counted === 'refused') return refuse({ code: 'too_many_attempts' });
    const mayGoOn = counted === 'allowed' && (await deps.isWithinLimit(tenantId, WRONG_CODES, operator.id));
    const outcome = await deps.unitOfWork.run(tenantId, async (stores) => {
      if (!mayGoOn) {
        await recordStranger(stores, { at, action: 'accesso_bloccato', id: operator.id, address });
        return 'locked';
      }
      await stores.accounts.lock(operator.id);
      const means = await use(deps, stores, tenantId, actor, typed, at);
      if (means === null) {
        await recordStranger(stores, { at, action: 'accesso_negato', id: operator.id, address });
        return 'wrong';
      }
      await stores.accounts.saveSignIn(operator.id, at);
      const details = { secondo_fattore: means };
      await recordAct(stores, actor, { at, action: 'accesso', subject: null, details });
      return 'in';
    });
    if (outcome === 'locked') return refuse({ code: 'too_many_attempts' });
    if (outcome === 'wrong') return refuse({ code: 'wrong_code' });
    await takeBackGuess(deps, tenantId, guess);
    await deps.failedAttempts.takeBack(tenantId, [`${WRONG_CODES.name} ${operator.id}`]);
    return ok(null);
  };
