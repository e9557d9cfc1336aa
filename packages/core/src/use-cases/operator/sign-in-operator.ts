import type { Operator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import type { PasswordHasher } from '../../ports/password-hasher.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

const WINDOW_MS = 5 * 60 * 1000;
/** Wherever they come from: somebody may guess from many addresses. */
const MAX_PER_ACCOUNT = 10;
/** A whole office may be behind one address. */
const MAX_PER_ADDRESS = 30;

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Network address that they come from. */
  readonly address: string;
}

export type SignInOperator = (
  tenantId: TenantId,
  credentials: Credentials,
) => Promise<Result<Operator, { readonly code: 'wrong_credentials' | 'too_many_attempts' }>>;

/**
 * The same refusal, after the same work, for an unknown address, a wrong password and a disabled account: sign-in does
 * not tell whether an account exists. After ten failures for an account, or thirty from a network address, there is no
 * trying again, not even with the right password, until five minutes after the first of them.
 */
export const makeSignInOperator =
  (deps: {
    unitOfWork: UnitOfWork;
    hasher: PasswordHasher;
    failedAttempts: FailedAttempts;
    clock: Clock;
  }): SignInOperator =>
  async (tenantId, { email, password, address }) => {
    // Letter case does not make another account of it.
    const keys = [`account ${email.trim().normalize('NFC').toLowerCase()}`, `address ${address}`];
    const now = deps.clock.now();
    // Counted as a failure beforehand: else many tries at once would all be made before the first one has failed.
    const counts = await deps.failedAttempts.add(tenantId, keys, now, new Date(now.getTime() + WINDOW_MS));
    const [ofAccount = 0, ofAddress = 0] = counts;
    if (ofAccount > MAX_PER_ACCOUNT || ofAddress > MAX_PER_ADDRESS) return refuse({ code: 'too_many_attempts' });
    // The hash is computed outside the transaction: it is slow on purpose and needs no connection.
    const known = await deps.unitOfWork.read(tenantId, ({ operators }) => operators.credentials(email.trim()));
    const matches = await deps.hasher.verify(password, known?.passwordHash ?? null);
    if (!matches || known?.operator.enabled !== true) return refuse({ code: 'wrong_credentials' });
    await deps.failedAttempts.takeBack(tenantId, keys);
    return ok(known.operator);
  };
