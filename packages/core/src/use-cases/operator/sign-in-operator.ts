import type { Operator } from '../../operator/operator.ts';
import type { PasswordHasher } from '../../ports/password-hasher.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

export type SignInOperator = (
  tenantId: TenantId,
  email: string,
  password: string,
) => Promise<Result<Operator, { readonly code: 'wrong_credentials' }>>;

/**
 * The same refusal, after the same work, for an unknown address, a wrong password and a disabled account: sign-in does
 * not tell whether an account exists.
 */
export const makeSignInOperator =
  (deps: { unitOfWork: UnitOfWork; hasher: PasswordHasher }): SignInOperator =>
  async (tenantId, email, password) => {
    // The hash is computed outside the transaction: it is slow on purpose and needs no connection.
    const known = await deps.unitOfWork.read(tenantId, ({ operators }) => operators.credentials(email.trim()));
    const matches = await deps.hasher.verify(password, known?.passwordHash ?? null);
    return matches && known?.operator.enabled === true ? ok(known.operator) : refuse({ code: 'wrong_credentials' });
  };
