import type { NetworkOf } from '../../ports/network-of.ts';
import type { SecretBox } from '../../ports/secret-box.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { registryKeyContext } from '../../tenant/registry-choice.ts';
import type { IsWithinLimit, Limit } from '../is-within-limit.ts';

/** As many as at the sign-in of operators, from one network. */
const WRONG_KEYS: Limit = { name: 'registry key', max: 30, windowMs: 5 * 60 * 1000 };
/** Ours is shorter; what is longer is not even looked at. */
const LONGEST = 200;

export type AdmitRegistryClient = (
  tenantId: TenantId,
  /** The key that it shows; empty when it shows none. */
  key: string,
  /** Network address that it comes from. */
  address: string,
) => Promise<Result<null, { readonly code: 'wrong_key' | 'too_many_attempts' }>>;

/**
 * Whether a system of the office's has the ente's key. Wrong ones are counted, by network; the right one always opens: nobody guesses
 * 256 bits, and whoever tries from the same network must not keep the office's system out.
 */
export const makeAdmitRegistryClient =
  (deps: {
    unitOfWork: UnitOfWork;
    secretBox: SecretBox;
    networkOf: NetworkOf;
    isWithinLimit: IsWithinLimit;
  }): AdmitRegistryClient =>
  async (tenantId, key, address) => {
    const digest = await deps.unitOfWork.read(tenantId, ({ registrations }) => registrations.keyDigest());
    const isRight =
      digest !== null && key.length <= LONGEST && deps.secretBox.isDerived(registryKeyContext(tenantId, key), digest);
    if (isRight) return ok(null);
    const mayTry = await deps.isWithinLimit(tenantId, WRONG_KEYS, deps.networkOf(address));
    return refuse({ code: mayTry ? 'wrong_key' : 'too_many_attempts' });
  };
