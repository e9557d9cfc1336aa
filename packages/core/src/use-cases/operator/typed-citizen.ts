import type { Citizen, Identity } from '../../person/citizen.ts';
import type { CodiceFiscale } from '../../person/codice-fiscale.ts';
import {
  type CounterCitizenInput,
  type InvalidCitizen,
  lacksContacts,
  mayTypeContacts,
  mayTypeIdentity,
  parseContacts,
  parseIdentity,
} from '../../person/counter-citizen.ts';
import type { Profile } from '../../person/profile.ts';
import type { Territory } from '../../ports/territory.ts';
import type { CitizenStore } from '../../ports/unit-of-work.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

/** The citizen has signed in or completed the profile since the page was made: what was typed is not written over it. */
export type KnownMeanwhile = { readonly code: 'known_meanwhile' };

/** What is to be written of a citizen; null what stays as it is. */
export interface TypedCitizen {
  readonly identity: Identity | null;
  readonly profile: Profile | null;
}

/**
 * Checks what an operator typed of a citizen against what the ente knows now: the identity may be typed until an identity
 * provider has said it, the contacts until the citizen has chosen them.
 * @param facts `today`: `YYYY-MM-DD`
 */
export const typedCitizen = (
  known: Citizen | null,
  codiceFiscale: CodiceFiscale,
  input: CounterCitizenInput,
  facts: { readonly today: string; readonly territory: Territory },
): Result<TypedCitizen, InvalidCitizen | KnownMeanwhile> => {
  const [mayIdentity, mayContacts] = [mayTypeIdentity(known), mayTypeContacts(known)];
  if ((input.identity !== null && !mayIdentity) || (input.contacts !== null && !mayContacts)) {
    return refuse({ code: 'known_meanwhile' });
  }
  const asksContacts = input.contacts !== null || (mayContacts && lacksContacts(known));
  const identity = mayIdentity ? parseIdentity(codiceFiscale, input.identity, facts.today) : ok(null);
  const profile = asksContacts ? parseContacts(input.contacts, facts.territory) : ok(null);
  if (identity.ok && profile.ok) return ok({ identity: identity.value, profile: profile.value });
  const errors = [identity, profile].flatMap((part) => (part.ok ? [] : part.error.errors));
  return refuse({ code: 'invalid_citizen', errors });
};

/** @returns false when the citizen has signed in, completed the profile or been erased since they were read */
export const writeTyped = async (
  citizens: CitizenStore,
  { id }: Citizen,
  { identity, profile }: TypedCitizen,
): Promise<boolean> =>
  (identity === null || (await citizens.saveTypedIdentity(id, identity))) &&
  (profile === null || (await citizens.saveTypedProfile(id, profile)));
