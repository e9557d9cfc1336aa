import {
  type Federation,
  type IdentityProviderEntry,
  identityProviderEntrySchema,
  ok,
  type Result,
  refuse,
} from '@stanza/core';
import { isLoopback } from '../is-loopback.ts';
import { attributeOf, childrenNamed, onlyChild, textOf } from './parse-xml.ts';
import { BINDINGS, NAMESPACES } from './saml-names.ts';
import { verificationKeys } from './verification-keys.ts';

const { metadata: METADATA, signature: SIGNATURE } = NAMESPACES;
const HTTP = /^https?:\/\//u;

/** Why a provider in a file cannot be used. */
export type EntryProblem = {
  readonly code:
    | 'provider_expired'
    /** There twice. */
    | 'provider_twice'
    /** No place for requests by HTTP-Redirect. */
    | 'no_sign_in_url'
    /** A place for requests, or for the end of a session, by plain HTTP. */
    | 'address_not_secure'
    /** No certificate of a signing key that is one, RSA and long enough. */
    | 'no_certificate'
    /** An address, a name or a number of certificates beyond what is kept. */
    | 'provider_not_valid';
  readonly entityId: string;
};

/** Plain HTTP shows to others who signs in; a provider for tests may speak it on the same machine. */
const isInsecure = (address: string | null, production: boolean): boolean => {
  if (address === null || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol !== 'https:' && (production || !isLoopback(hostname.replaceAll(/[[\]]/gu, '')));
};

/** Certificates of the keys that sign: those that say so, and those that do not say what they are for. */
const certificatesOf = (descriptor: Element): readonly string[] => {
  const signing = childrenNamed(descriptor, METADATA, 'KeyDescriptor').filter(
    (one) => (attributeOf(one, 'use') ?? 'signing') === 'signing',
  );
  const written = signing
    .flatMap((one) => childrenNamed(one, SIGNATURE, 'KeyInfo'))
    .flatMap((info) => childrenNamed(info, SIGNATURE, 'X509Data'))
    .flatMap((data) => childrenNamed(data, SIGNATURE, 'X509Certificate'))
    .map((one) => textOf(one).replaceAll(/\s/gu, ''));
  return [...new Set(written)].filter((certificate) => verificationKeys([certificate]).length > 0);
};

/** The first service of a kind by HTTP-Redirect, at an address of the web. */
const redirectService = (descriptor: Element, name: string): Element | null =>
  childrenNamed(descriptor, METADATA, name).find(
    (service) =>
      attributeOf(service, 'Binding') === BINDINGS.redirect && HTTP.test(attributeOf(service, 'Location') ?? ''),
  ) ?? null;

/** What citizens choose it by: its name in Italian, else where it is. */
const nameOf = (entity: Element, entityId: string): string => {
  const organization = onlyChild(entity, METADATA, 'Organization');
  const names = organization === null ? [] : childrenNamed(organization, METADATA, 'OrganizationDisplayName');
  const italian = names.find((name) => attributeOf(name, 'xml:lang') === 'it') ?? null;
  const written = textOf(italian).replaceAll(/\s+/gu, ' ').trim();
  if (written !== '') return written;
  return URL.canParse(entityId) ? new URL(entityId).host || entityId : entityId;
};

/**
 * A provider as it is kept.
 * @param descriptor the IDPSSODescriptor of the entity
 * @param place.production whether every address has to be of HTTPS; else HTTP is good on this machine
 */
export const readRegistryEntry = (
  entity: Element,
  descriptor: Element,
  place: { readonly federation: Federation; readonly production: boolean },
): Result<IdentityProviderEntry, EntryProblem> => {
  const { federation, production } = place;
  const entityId = attributeOf(entity, 'entityID') ?? '';
  const signInUrl = attributeOf(redirectService(descriptor, 'SingleSignOnService'), 'Location');
  if (signInUrl === null) return refuse({ code: 'no_sign_in_url', entityId });
  const logout = redirectService(descriptor, 'SingleLogoutService');
  const logoutUrl = attributeOf(logout, 'Location');
  const answers = attributeOf(logout, 'ResponseLocation');
  const logoutAnswerUrl = answers !== null && HTTP.test(answers) ? answers : logoutUrl;
  if ([signInUrl, logoutUrl, logoutAnswerUrl].some((one) => isInsecure(one, production))) {
    return refuse({ code: 'address_not_secure', entityId });
  }
  const certificates = certificatesOf(descriptor);
  if (certificates.length === 0) return refuse({ code: 'no_certificate', entityId });
  const name = nameOf(entity, entityId);
  const entry = identityProviderEntrySchema.safeParse({
    federation,
    entityId,
    name,
    signInUrl,
    logoutUrl,
    logoutAnswerUrl,
    certificates,
  });
  return entry.success ? ok(entry.data) : refuse({ code: 'provider_not_valid', entityId });
};
