import type { AuditAction } from '../../audit/audit-entry.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import type { OperatorId, TenantId } from '../../shared/ids.ts';

const WINDOW_MS = 5 * 60 * 1000;
/** Wherever they come from: somebody may guess from many addresses. */
const MAX_PER_ACCOUNT = 10;
/** A whole office may be behind one address. */
const MAX_PER_ADDRESS = 30;

interface Deps {
  readonly failedAttempts: FailedAttempts;
  readonly clock: Clock;
}

/** Whose password or code is guessed, by the address they sign in with, and from which network address. */
export interface Guess {
  readonly email: string;
  readonly address: string;
}

// Letter case does not make another account of it.
const keysOf = ({ email, address }: Guess): readonly string[] => [
  `account ${email.trim().normalize('NFC').toLowerCase()}`,
  `address ${address}`,
];

/**
 * Counts that somebody is about to try a password or a code, as if they had failed: else many tries at once would all be made
 * before the first one has failed. After ten for an account, or thirty from a network address, there is no trying again, not even
 * rightly, until five minutes after the first of them.
 * @returns `locked` when this was the one that went beyond, `refused` when there were others before
 */
export const countGuess = async (
  { failedAttempts, clock }: Deps,
  tenantId: TenantId,
  guess: Guess,
): Promise<'allowed' | 'locked' | 'refused'> => {
  const now = clock.now();
  const counts = await failedAttempts.add(tenantId, keysOf(guess), now, new Date(now.getTime() + WINDOW_MS));
  const [ofAccount = 0, ofAddress = 0] = counts;
  if (ofAccount <= MAX_PER_ACCOUNT && ofAddress <= MAX_PER_ADDRESS) return 'allowed';
  return ofAccount === MAX_PER_ACCOUNT + 1 || ofAddress === MAX_PER_ADDRESS + 1 ? 'locked' : 'refused';
};

/** It was right: no failure. */
export const takeBackGuess = ({ failedAttempts }: Deps, tenantId: TenantId, guess: Guess): Promise<void> =>
  failedAttempts.takeBack(tenantId, keysOf(guess));

/** Writes down what was refused to somebody who is not known to be the operator. @param id whom they said to be; null for nobody */
export const recordStranger = (
  { audit }: Pick<Stores, 'audit'>,
  at: Date,
  action: AuditAction,
  id: OperatorId | null,
  address: string,
): Promise<void> => audit.append({ at, action, subject: id, details: {}, address, actor: { kind: 'sconosciuto' } });
