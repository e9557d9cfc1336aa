import type { Identity } from '../person/citizen.ts';

/** Who somebody is, as an identity provider has verified it. */
export interface VerifiedIdentity {
  readonly identity: Identity;
  /** Contacts known to the provider: a proposal for the profile, never imposed on one that the citizen chose. */
  readonly email: string | null;
  readonly telefono: string | null;
}
