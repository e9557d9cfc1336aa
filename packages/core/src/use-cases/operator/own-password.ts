import type { Actor } from '../../operator/actor.ts';
import type { OperatorAccount } from '../../operator/operator-account.ts';
import { isTooLong } from '../../operator/password-rules.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import type { NetworkOf } from '../../ports/network-of.ts';
import type { PasswordHasher } from '../../ports/password-hasher.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { countGuess, takeBackGuess } from './guesses.ts';
import { noteStranger } from './record-stranger.ts';

export interface OwnPasswordDeps {
  readonly unitOfWork: UnitOfWork;
  readonly hasher: PasswordHasher;
  readonly failedAttempts: FailedAttempts;
  readonly clock: Clock;
  readonly networkOf: NetworkOf;
}

export type WrongPassword = { readonly code: 'wrong_password' | 'too_many_attempts' };

/**
 * Whether an operator who is signed in knows their password: asked before what a stranger at their computer must not change. Wrong
 * ones count, and are written down, as at the sign-in.
 */
export const checkOwnPassword = async (
  deps: OwnPasswordDeps,
  tenantId: TenantId,
  { operator, address }: Actor,
  password: string,
): Promise<Result<OperatorAccount, WrongPassword>> => {
  if (isTooLong(password)) return refuse({ code: 'wrong_password' });
  const guess = { email: operator.email, address };
  const counted = await countGuess(deps, tenantId, guess);
  const note = (action: 'accesso_bloccato' | 'password_sbagliata') =>
    noteStranger(deps, tenantId, { at: deps.clock.now(), action, id: operator.id, address });
  if (counted === 'locked') await note('accesso_bloccato');
  if (counted !== 'allowed') return refuse({ code: 'too_many_attempts' });
  const known = await deps.unitOfWork.read(tenantId, ({ accounts }) => accounts.credentials(operator.email));
  const matches = await deps.hasher.verify(password, known?.passwordHash ?? null);
  if (!matches || known === null) {
    await note('password_sbagliata');
    return refuse({ code: 'wrong_password' });
  }
  await takeBackGuess(deps, tenantId, guess);
  return ok(known.account);
};
