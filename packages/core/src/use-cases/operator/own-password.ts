import type { Actor } from '../../operator/actor.ts';
import type { OperatorAccount } from '../../operator/operator-account.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import type { NetworkOf } from '../../ports/network-of.ts';
import type { PasswordHasher } from '../../ports/password-hasher.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { countGuess, takeBackGuess } from './guesses.ts';

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
 * ones count as at the sign-in.
 */
export const checkOwnPassword = async (
  deps: OwnPasswordDeps,
  tenantId: TenantId,
  { operator, address }: Actor,
  password: string,
): Promise<Result<OperatorAccount, WrongPassword>> => {
  const guess = { email: operator.email, address };
  if ((await countGuess(deps, tenantId, guess)) !== 'allowed') return refuse({ code: 'too_many_attempts' });
  const known = await deps.unitOfWork.read(tenantId, ({ accounts }) => accounts.credentials(operator.email));
  const matches = await deps.hasher.verify(password, known?.passwordHash ?? null);
  if (!matches || known === null) return refuse({ code: 'wrong_password' });
  await takeBackGuess(deps, tenantId, guess);
  return ok(known.account);
};
