import { birthPlaceIn, type Federation, type VerifiedIdentity } from '@stanza/core';

/** Names and values of the attributes of somebody who signs in. */
export type PersonAttributes = Readonly<Record<string, string>>;

/** Numbers abroad are not among the invented ones. */
const mobilePhone = (telefono: string | null): string | null => telefono?.replaceAll(/\D/gu, '') ?? null;

/**
 * What a provider of a federation says of an invented citizen.
 * @param names only these, as the AuthnRequest asks; null: all that the federation has
 */
export const personAttributes = (
  federation: Federation,
  { identity, email, telefono }: VerifiedIdentity,
  names: readonly string[] | null = null,
): PersonAttributes => {
  const common = {
    name: identity.nome,
    familyName: identity.cognome,
    fiscalNumber: `TINIT-${identity.codiceFiscale}`,
    dateOfBirth: identity.dataNascita,
  };
  const onlySpid = {
    spidCode: `TEST${identity.codiceFiscale.slice(0, 10)}`,
    placeOfBirth: birthPlaceIn(identity.codiceFiscale),
    email,
    mobilePhone: mobilePhone(telefono),
  };
  return Object.fromEntries(
    Object.entries({ ...common, ...(federation === 'spid' ? onlySpid : {}) }).flatMap(([name, value]) =>
      value === null || (names !== null && !names.includes(name)) ? [] : [[name, value]],
    ),
  );
};
