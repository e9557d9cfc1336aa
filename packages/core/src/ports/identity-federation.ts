import type { Result } from '../shared/result.ts';
import type { Federation, SignInLevel, SignInPurpose } from '../sign-in/federation.ts';
import type { IdentityProviderEntry } from '../sign-in/identity-provider-entry.ts';
import type { ServiceProviderSettings } from '../sign-in/service-provider-settings.ts';
import type { SignInRefusal } from '../sign-in/sign-in-refusal.ts';
import type { VerifiedIdentity } from '../sign-in/verified-identity.ts';

/** How the provider knows a session of its own: what a logout names. */
export interface ProviderSession {
  readonly federation: Federation;
  /** entityID of the provider. */
  readonly provider: string;
  readonly nameId: string;
  /** `NameQualifier` of the NameID; empty when it has none. */
  readonly nameQualifier: string;
  /** Null where the provider gave none, or for a level that keeps no session. */
  readonly sessionIndex: string | null;
}

export interface VerifiedSignIn {
  readonly verified: VerifiedIdentity;
  readonly level: SignInLevel;
  readonly session: ProviderSession;
  /** ID of the assertion, for the log. */
  readonly assertionId: string;
}

/** A message that was made for a provider, and where the browser takes it. */
export interface OutgoingMessage {
  /** `ID` of the message. */
  readonly id: string;
  /** The whole address, with the message and its signature in the query (HTTP-Redirect binding). */
  readonly url: string;
  /** The XML, for the log. */
  readonly xml: string;
}

/** What a request was for: an answer must be to it in everything. */
export interface AskedSignIn {
  readonly requestId: string;
  readonly askedAt: Date;
  readonly level: SignInLevel;
}

/** A request or an answer about a logout, as it came: by redirect (the query as it was sent) or by form. */
export type LogoutMessage =
  | { readonly binding: 'redirect'; readonly query: string }
  | { readonly binding: 'post'; readonly form: Readonly<Record<string, string>> };

/** A logout that a provider asks for, its signature verified. */
export interface AskedLogout {
  readonly requestId: string;
  readonly nameId: string;
  /** Empty: all sessions of this person. */
  readonly sessionIndexes: readonly string[];
  /** What goes back with the answer as it came; null where there is none, or more than anybody means by it. */
  readonly relayState: string | null;
}

/**
 * A SAML 2.0 service provider in the federations SPID and CIE, to the letter of reference spid.md.
 *
 * Promise: nothing is believed that was not signed by the provider that the request went to; whatever comes in, however it is
 * made, is answered by a refusal and never by an exception.
 */
export interface IdentityFederation {
  /** Signed metadata: the same bytes until the settings or the key change. Null while the ente has no key for it. */
  metadata(settings: ServiceProviderSettings): Promise<string | null>;
  /** A signed AuthnRequest. @throws when the ente has no key */
  askSignIn(
    settings: ServiceProviderSettings,
    provider: IdentityProviderEntry,
    asked: {
      readonly level: SignInLevel;
      readonly purpose: SignInPurpose;
      readonly at: Date;
      readonly relayState: string;
    },
  ): Promise<OutgoingMessage>;
  /**
   * The request that a Response says it answers (InResponseTo) and its XML for the log, of which nothing else is believed yet.
   * @param encoded the field SAMLResponse as it came
   */
  answeredRequest(encoded: string): Result<{ readonly requestId: string; readonly xml: string }, SignInRefusal>;
  /** Everything that has to be true of a Response. @param provider the one that the request went to */
  verifySignIn(
    settings: ServiceProviderSettings,
    provider: IdentityProviderEntry,
    asked: AskedSignIn,
    encoded: string,
    now: Date,
  ): Promise<Result<VerifiedSignIn, SignInRefusal>>;
  /** A signed LogoutRequest for a session at the provider; null when the provider has no place for it. */
  askLogout(
    settings: ServiceProviderSettings,
    provider: IdentityProviderEntry,
    session: ProviderSession,
    at: Date,
  ): Promise<OutgoingMessage | null>;
  /**
   * Whether a LogoutResponse is a signed one of this provider, and says that the session is over.
   * @returns the request that it answers: whether that was one of ours is for the caller to know
   */
  verifyLogoutAnswer(
    settings: ServiceProviderSettings,
    provider: IdentityProviderEntry,
    message: LogoutMessage,
    now: Date,
  ): Promise<Result<{ readonly requestId: string }, SignInRefusal>>;
  /** Who sent a logout message (Issuer) and what kind it is; nothing is believed yet. */
  senderOfLogout(
    message: LogoutMessage,
  ): Result<{ readonly kind: 'request' | 'response'; readonly provider: string }, SignInRefusal>;
  /** A LogoutRequest of a provider; an unsigned one is refused. */
  verifyLogoutRequest(
    settings: ServiceProviderSettings,
    provider: IdentityProviderEntry,
    message: LogoutMessage,
    now: Date,
  ): Promise<Result<AskedLogout, SignInRefusal>>;
  /** A signed LogoutResponse that says that the session is over; null when the provider has no place for it. */
  answerLogout(
    settings: ServiceProviderSettings,
    provider: IdentityProviderEntry,
    asked: {
      readonly requestId: string;
      readonly at: Date;
      readonly relayState: string | null;
    },
  ): Promise<OutgoingMessage | null>;
}
