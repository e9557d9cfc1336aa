import type { Operator } from '../operator/operator.ts';
import type { Citizen } from '../person/citizen.ts';
import type { CitizenId, OperatorId, TenantId } from '../shared/ids.ts';
import type { SignInLevel } from '../sign-in/federation.ts';
import type { ProviderSession } from './identity-federation.ts';

export type SessionSubject =
  | {
      readonly kind: 'citizen';
      readonly id: CitizenId;
      /** How strongly they have shown who they are. */
      readonly level: SignInLevel;
      /** The session that the provider keeps, for the logout; null when it keeps none. */
      readonly provider: ProviderSession | null;
    }
  | {
      readonly kind: 'operator';
      readonly id: OperatorId;
      /** Of the account as it was when they signed in: at another one the session is over. */
      readonly epoch: number;
      /** The password was good, and the second factor is still to come. */
      readonly awaitsCode: boolean;
    };

/** What an operator has to do before anything else: give the code of their second factor, or set one up. */
export type SignInStep = 'code' | 'second_factor';

/** So many blocked deliveries are counted; beyond them it is enough to know that there are more. */
export const MOST_BLOCKED = 100;

export type SignedIn =
  | {
      readonly kind: 'citizen';
      readonly citizen: Citizen;
      readonly level: SignInLevel;
      /** A mandatory document of terms has a revision that the citizen has not accepted. */
      readonly termsPending: boolean;
    }
  | {
      readonly kind: 'operator';
      readonly operator: Operator;
      readonly epoch: number;
      readonly awaits: SignInStep | null;
      /**
       * What waits for them: how many deliveries of practices of their services are blocked, the warnings about drafts left out, and how
       * many numbers are late (`lateBefore`); together up to `MOST_BLOCKED`.
       */
      readonly blocked: number;
    };

export interface SessionTimes {
  /** When it ends if nobody uses it. */
  readonly expiresAt: Date;
  /** When it ends however much it is used. */
  readonly endsAt: Date;
}

export interface OpenSession extends SessionTimes {
  readonly signedIn: SignedIn;
}

/**
 * Sessions, known by the SHA-256 (hex) of the token in the browser's cookie: who reads the table cannot use it.
 *
 * Promise: a session that has expired, was ended, is of another tenant, or whose operator was disabled or has had all sessions
 * ended is not found and not prolonged; `find` costs one round trip; `prolong` makes no session shorter, and none last beyond its `endsAt`.
 */
export interface SessionStore {
  create(tenantId: TenantId, tokenHash: string, subject: SessionSubject, times: SessionTimes): Promise<void>;
  find(tenantId: TenantId, tokenHash: string, now: Date): Promise<OpenSession | null>;
  prolong(tenantId: TenantId, tokenHash: string, now: Date, expiresAt: Date): Promise<void>;
  /** @returns the session of the provider that goes with it; null when there is none, or it was not there */
  end(tenantId: TenantId, tokenHash: string): Promise<ProviderSession | null>;
  /**
   * Ends the citizens' sessions that go with sessions of a provider in a federation (single logout).
   * @param sessionIndexes empty: all sessions of this person at this provider
   * @returns how many
   */
  endOfProvider(
    tenantId: TenantId,
    person: Pick<ProviderSession, 'federation' | 'provider' | 'nameId'>,
    sessionIndexes: readonly string[],
  ): Promise<number>;
}
