import type { Federation, SignInLevel, SignInPurpose } from './federation.ts';

/** A sign-in under way at an identity provider. What the browser brings back is compared with this, never the other way. */
export interface PendingSignIn {
  /** `ID` of the AuthnRequest. */
  readonly requestId: string;
  readonly federation: Federation;
  /** entityID of the provider that the request went to. */
  readonly provider: string;
  readonly level: SignInLevel;
  readonly purpose: SignInPurpose;
  readonly askedAt: Date;
  /** Path of the portal where the citizen was going. */
  readonly destination: string;
  /** Hash of the token of the session that the browser had when it left; null when it had none. */
  readonly replaces: string | null;
  /** Hash of the mark of the browser that asked; its answer is brought by the same one, or is confirmed by whoever brings it. */
  readonly browser: string;
  /** The AuthnRequest as it was sent, kept with its answer for 24 months (spid.md 2.4). */
  readonly requestXml: string;
}
