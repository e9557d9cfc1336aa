import type { Identity } from '../person/citizen.ts';

/** What a provider has said of a birth; null what it has not, which says nothing about what is known already. */
type AssertedBirth = { readonly [part in 'dataNascita' | 'luogoNascita']: Identity[part] | null };

/** Who somebody is in the words of an identity provider: not every attribute set asks for the birth, and CIE says no place. */
export type AssertedIdentity = Omit<Identity, keyof AssertedBirth> & AssertedBirth;

/** Who somebody is, as an identity provider has verified it. */
export interface VerifiedIdentity {
  readonly identity: AssertedIdentity;
  /** Contacts known to the provider: a proposal for the profile, never imposed on one that the citizen chose. */
  readonly email: string | null;
  readonly telefono: string | null;
}

/** An identity after a provider has said something of it: what it did not say of the birth stays. */
export const withAsserted = (known: Identity, asserted: AssertedIdentity): Identity => ({
  ...asserted,
  dataNascita: asserted.dataNascita ?? known.dataNascita,
  luogoNascita: asserted.luogoNascita ?? known.luogoNascita,
});
