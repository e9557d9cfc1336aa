import type { Federation } from './federation.ts';

/** For so many months a provider's answer is kept with the request (spid.md 2.4). */
export const SIGN_IN_LOG_MONTHS = 24;

/** One line of the register of sign-ins. What tells of a person is sealed: only who has the key of the portal reads it. */
export interface SignInLogEntry {
  readonly id: string;
  /** When the answer came. */
  readonly at: Date;
  readonly federation: Federation;
  readonly provider: string;
  readonly requestId: string;
  /** `signed_in`, or the code of the refusal. */
  readonly outcome: string;
  /** Sealed JSON: {@link SignInLogContent}. */
  readonly sealed: string;
}

/** What is sealed: the request, the answer, and whom it signed in. */
export interface SignInLogContent {
  readonly askedAt: string;
  readonly request: string;
  readonly response: string;
  readonly assertionId: string | null;
  /** Codice fiscale of who signed in. */
  readonly subject: string | null;
  /** The rule that the answer broke; null when it broke none. */
  readonly rule: string | null;
}

/** All that stands beside the seal: a line of which something was changed, or that was moved to another ente, no longer opens. */
export const signInLogContext = (
  tenantId: string,
  { id, at, federation, provider, requestId, outcome }: Omit<SignInLogEntry, 'sealed'>,
): string => JSON.stringify(['sign-in log', tenantId, id, at.toISOString(), federation, provider, requestId, outcome]);
