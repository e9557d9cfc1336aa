import type { Charge } from '../operator/charge.ts';
import type { Operator } from '../operator/operator.ts';
import type { OperatorAccount, OperatorChoices } from '../operator/operator-account.ts';
import type { OperatorId } from '../shared/ids.ts';
import type { Page, PageRequest } from './read-models.ts';

/** The second factor of an operator, as it is stored. */
export interface SecondFactor {
  /** Sealed by the portal's key (`SecretBox`). */
  readonly sealedSecret: string;
  /** How many recovery codes have not been used. */
  readonly recoveryCodes: number;
}

/** How the operators of an ente sign in, and their administration. */
export interface AccountStore {
  byId(id: OperatorId): Promise<OperatorAccount | null>;
  /** By e-mail address, whatever its letter case, with the password's hash; that is null until one is chosen. */
  credentials(
    email: string,
  ): Promise<{ readonly account: OperatorAccount; readonly passwordHash: string | null } | null>;
  /** By name. @param search part of the name, whatever its case and accents; empty for all */
  page(search: string, request: PageRequest): Promise<Page<OperatorAccount>>;
  /** What an operator has in charge, by service. */
  chargeOf(id: OperatorId): Promise<Charge>;
  /** The administrators who are enabled; none becomes one, or ceases to be, by this until the transaction ends. */
  lockAdministrators(): Promise<readonly OperatorId[]>;
  /**
   * Nobody else changes how an operator signs in, their links included, until the transaction ends. Whoever does begins with it, so
   * that no two wait for each other. Of nobody it does nothing.
   */
  lock(id: OperatorId): Promise<void>;
  /** A new operator, without a password. @returns false, writing nothing, when another one has the address */
  insert(operator: Operator): Promise<boolean>;
  /** @returns false, saving nothing, when the version is not `expectedVersion` (any more), or there is no such operator */
  update(id: OperatorId, choices: OperatorChoices, expectedVersion: number): Promise<boolean>;
  /** Also ends all sessions. */
  savePassword(id: OperatorId, passwordHash: string): Promise<void>;
  saveSignIn(id: OperatorId, at: Date): Promise<void>;
  endSessions(id: OperatorId): Promise<void>;
  secondFactor(id: OperatorId): Promise<SecondFactor | null>;
  /**
   * Takes the place of the one that there was, and ends all sessions.
   * @param step of the code that proved it, which is used by that
   */
  saveSecondFactor(id: OperatorId, sealedSecret: string, step: number, codeHashes: readonly string[]): Promise<void>;
  /** Takes it away with its recovery codes, and ends all sessions. */
  deleteSecondFactor(id: OperatorId): Promise<void>;
  /** They take the place of those that there were. */
  saveRecoveryCodes(id: OperatorId, codeHashes: readonly string[]): Promise<void>;
  /** @returns false when a code of this step of time, or of a later one, was used before, also at the same moment */
  useStep(id: OperatorId, step: number): Promise<boolean>;
  /** @returns false when there is no such code, or not any more */
  useRecoveryCode(id: OperatorId, codeHash: string): Promise<boolean>;
}
