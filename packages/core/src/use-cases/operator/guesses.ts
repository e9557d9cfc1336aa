import type { Clock } from '../../ports/clock.ts';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import type { NetworkOf } from '../../ports/network-of.ts';
import type { TenantId } from '../../shared/ids.ts';

const WINDOW_MS = 5 * 60 * 1000;
/** Wherever they come from: somebody may guess from many addresses. */
const MAX_PER_ACCOUNT = 10;
/** A whole office may be behind one address (`NetworkOf`). */
const MAX_PER_ADDRESS = 30;

interface Deps {
  readonly failedAttempts: FailedAttempts;
  readonly clock: Clock;
  readonly networkOf: NetworkOf;
}

/** Whose password or code is guessed, by the address they sign in with, and from which network address. */
export interface Guess {
  readonly email: string;
  readonly address: string;
}

// Letter case does not make another account of it.
const keysOf = ({ networkOf }: Pick<Deps, 'networkOf'>, { email, address }: Guess): readonly string[] => [
  `account ${email.trim().normalize('NFC').toLowerCase()}`,
  `address ${networkOf(address)}`,
];

/**
 * Counts that somebody is about to try a password or a code, as if they had failed: else many tries at once would all be made
 * before the first one has failed. After ten for an account, or thirty from a network, there is no trying again, not even
 * rightly, until five minutes after the first of them.
 * @returns `locked` when this was the one that went beyond, `refused` when there were others before
 */
export const countGuess = async (
  deps: Deps,
  tenantId: TenantId,
  guess: Guess,
): Promise<'allowed' | 'locked' | 'refused'> => {
  const now = deps.clock.now();
  const counts = await deps.failedAttempts.add(tenantId, keysOf(deps, guess), now, new Date(now.getTime() + WINDOW_MS));
  const [ofAccount = 0, ofAddress = 0] = counts;
  if (ofAccount <= MAX_PER_ACCOUNT && ofAddress <= MAX_PER_ADDRESS) return 'allowed';
  return ofAccount === MAX_PER_ACCOUNT + 1 || ofAddress === MAX_PER_ADDRESS + 1 ? 'locked' : 'refused';
};

/** It was right: no failure. */
export const takeBackGuess = (deps: Deps, tenantId: TenantId, guess: Guess): Promise<void> =>
  deps.failedAttempts.takeBack(tenantId, keysOf(deps, guess));
