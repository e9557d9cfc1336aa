import type { Operator } from './operator.ts';

/** What the portal knows of how an operator signs in, besides who they are. Nothing of it is a secret. */
export interface OperatorAccount extends Operator {
  /** Grows with each change by an administrator: guards against two of them changing at once. */
  readonly version: number;
  /** Counts how often all sessions were ended: a session holds the number that it was opened at, and is worth nothing at another. */
  readonly epoch: number;
  /** False until the operator has chosen one. */
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  /** The last time that they got in, second factor and all; null before the first. */
  readonly lastSignInAt: Date | null;
}

/** What an administrator changes of an operator. */
export type OperatorChoices = Pick<Operator, 'name' | 'role' | 'services' | 'enabled'>;

export const ACCOUNT_STATES = ['invitato', 'attivo', 'disabilitato'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export const accountState = ({ enabled, hasPassword }: OperatorAccount): AccountState => {
  if (!enabled) return 'disabilitato';
  return hasPassword ? 'attivo' : 'invitato';
};

/** Administrators must have a second factor before they do anything else (ADR 32). */
export const needsSecondFactor = ({ role }: Operator): boolean => role === 'amministratore';

/** For so long after the sign-in an administrator who must set up the second factor needs no password again. */
const SET_UP_MS = 15 * 60 * 1000;

/**
 * Whether the password is asked of somebody who attaches an app: always, since whoever sits at a computer that was left open could
 * attach their own. An administrator who has just signed in, and can do nothing else before (ADR 32), has given it a moment ago.
 */
export const attachesWithPassword = (account: OperatorAccount, now: Date): boolean => {
  const mustSetUp = needsSecondFactor(account) && !account.hasSecondFactor;
  return !mustSetUp || account.lastSignInAt === null || now.getTime() - account.lastSignInAt.getTime() >= SET_UP_MS;
};
