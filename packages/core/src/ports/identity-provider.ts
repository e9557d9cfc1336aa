import type { Identity } from '../person/citizen.ts';

/** Who somebody is, as an identity provider has verified it. */
export interface VerifiedIdentity {
  readonly identity: Identity;
  /** Contacts known to the provider: a proposal for the profile, never imposed on one that the citizen chose. */
  readonly email: string | null;
  readonly telefono: string | null;
}

/** Signs citizens in. */
export interface IdentityProvider {
  /** Path inside the portal, or absolute address, where the sign-in goes on. @param requestId id of the sign-in request */
  startUrl(tenantSlug: string, requestId: string): string;
  /** @param proof what came back from the provider; null when it proves nothing */
  verify(proof: unknown): Promise<VerifiedIdentity | null>;
}
