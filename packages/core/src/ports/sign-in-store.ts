import type { Federation } from '../sign-in/federation.ts';
import type { IdentityProviderEntry } from '../sign-in/identity-provider-entry.ts';
import type { PendingLogout } from '../sign-in/pending-logout.ts';
import type { PendingSignIn } from '../sign-in/pending-sign-in.ts';
import type { ServiceProviderSettings } from '../sign-in/service-provider-settings.ts';
import type { SignInLogEntry } from '../sign-in/sign-in-log-entry.ts';

/**
 * How citizens of an ente sign in: its place in the federations, the providers it knows, the sign-ins under way and their
 * register.
 *
 * Promise: `usePending` and `usePendingLogout` give a request once, also under concurrency, and only within its time, its tenant and
 * to the partner that it was for; somebody else's question leaves it where it is.
 */
export interface SignInStore {
  /** The federations that the ente is in; SPID first. */
  settings(): Promise<readonly ServiceProviderSettings[]>;
  /** Providers of all federations, by entityID. */
  providers(): Promise<readonly IdentityProviderEntry[]>;
  /** Those that nobody came back for go with the next that is opened, well after their time. */
  insertPending(pending: PendingSignIn, expiresAt: Date): Promise<void>;
  /**
   * The same without using it up, so that what takes time is done before: others may be given it too.
   * @param requestId whatever the browser brought
   */
  pending(federation: Federation, requestId: string, now: Date): Promise<PendingSignIn | null>;
  /** @param requestId as in `pending` */
  usePending(federation: Federation, requestId: string, now: Date): Promise<PendingSignIn | null>;
  /** Kept like the sign-ins: those that no answer came to go with the next. */
  insertPendingLogout(pending: PendingLogout, expiresAt: Date): Promise<void>;
  /** @returns whether there was such a request */
  usePendingLogout(answered: PendingLogout, now: Date): Promise<boolean>;
  appendLog(entry: SignInLogEntry): Promise<void>;
  /** Forgets the lines of the register that are older than 24 months at this moment, never younger ones. @returns how many */
  forgetLog(now: Date): Promise<number>;
}
