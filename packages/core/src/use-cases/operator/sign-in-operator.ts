import type { Operator } from '../../operator/operator.ts';
import { isTooLong } from '../../operator/password-rules.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import type { NetworkOf } from '../../ports/network-of.ts';
import type { PasswordHasher } from '../../ports/password-hasher.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';
import { countGuess, takeBackGuess } from './guesses.ts';
import { noteStranger } from './record-stranger.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Network address that they come from. */
  readonly address: string;
}

/** Who may have a session, and of which kind: see `SessionSubject`. */
export interface OperatorPass {
  readonly operator: Operator;
  readonly epoch: number;
  readonly awaitsCode: boolean;
}

export type SignInOperator = (
  tenantId: TenantId,
  credentials: Credentials,
) => Promise<Result<OperatorPass, { readonly code: 'wrong_credentials' | 'too_many_attempts' }>>;

/**
 * The same refusal, after the same work, for an unknown address, a wrong password, a disabled account and one without a password
 * yet: sign-in does not tell whether an account exists. Who has a second factor is not in before its code (`confirm-code`).
 */
export const makeSignInOperator =
  (deps: {
    unitOfWork: UnitOfWork;
    hasher: PasswordHasher;
    failedAttempts: FailedAttempts;
    clock: Clock;
    networkOf: NetworkOf;
  }): SignInOperator =>
  async (tenantId, { email, password, address }) => {
    if (isTooLong(password)) return refuse({ code: 'wrong_credentials' });
    const guess = { email, address };
    const at = deps.clock.now();
    const counted = await countGuess(deps, tenantId, guess);
    if (counted === 'refused') return refuse({ code: 'too_many_attempts' });
    const known = await deps.unitOfWork.read(tenantId, ({ accounts }) => accounts.credentials(email.trim()));
    const id = known?.account.id ?? null;
    if (counted === 'locked') {
      await noteStranger(deps, tenantId, { at, action: 'accesso_bloccato', id, address });
      return refuse({ code: 'too_many_attempts' });
    }
    // The hash is computed outside the transaction: it is slow on purpose and needs no connection.
    const matches = await deps.hasher.verify(password, known?.passwordHash ?? null);
    if (!matches || known?.account.enabled !== true) {
      await noteStranger(deps, tenantId, { at, action: 'accesso_negato', id, address });
      return refuse({ code: 'wrong_credentials' });
    }
    await takeBackGuess(deps, tenantId, guess);
    const { account } = known;
    const pass = { operator: account, epoch: account.epoch, awaitsCode: account.hasSecondFactor };
    if (pass.awaitsCode) return ok(pass);
    await deps.unitOfWork.run(tenantId, async (stores) => {
      await stores.accounts.saveSignIn(account.id, at);
      await recordAct(stores, { operator: account, address }, { at, action: 'accesso', subject: null });
    });
    return ok(pass);
  };
