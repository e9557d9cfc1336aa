import { X509Certificate } from 'node:crypto';
import { type Federation, type IdentityProviderEntry, ok, type Result, refuse } from '@stanza/core';
import { isNotOver } from './instant.ts';
import { attributeOf, childrenNamed, isNamed, parseXml } from './parse-xml.ts';
import { type EntryProblem, readRegistryEntry } from './registry-entry.ts';
import { NAMESPACES } from './saml-names.ts';
import { verificationKeys } from './verification-keys.ts';
import { verifiedRoot } from './verified-root.ts';

const METADATA = NAMESPACES.metadata;
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_ENTRIES = 500;
const MOST_TAGS = 200_000;

/** Why a file of identity providers is not taken. */
export type RegistryProblem =
  | { readonly code: 'too_large' }
  /** No XML, or none that is read here: with a document type, not in UTF-8. */
  | { readonly code: 'not_xml' }
  /** Neither a list of entities nor one entity. */
  | { readonly code: 'not_metadata' }
  /** A list needs the certificate of the federation; only the metadata of a single provider are taken without. */
  | { readonly code: 'needs_certificate' }
  /** What was given as the federation's certificate is none, or its key is weak. */
  | { readonly code: 'certificate_not_valid' }
  /** Not signed as a whole by the federation's key. */
  | { readonly code: 'not_signed' }
  /** Its time is over (`validUntil`). */
  | { readonly code: 'expired' }
  | { readonly code: 'too_many_providers' }
  | { readonly code: 'no_provider' }
  /** A provider that is there twice. */
  | { readonly code: 'provider_twice'; readonly entityId: string }
  | EntryProblem;

type Read<T> = Result<T, RegistryProblem>;

/** The part of the file that may be believed. */
const believed = (xml: string, root: Element, trusted: string | null): Read<Element> => {
  if (trusted === null) {
    return isNamed(root, METADATA, 'EntityDescriptor') ? ok(root) : refuse({ code: 'needs_certificate' });
  }
  const keys = trustedKeys(trusted);
  if (keys.length === 0) return refuse({ code: 'certificate_not_valid' });
  const signed = verifiedRoot({ xml, root }, keys, { mayBeWhole: true });
  const verified = signed === null ? null : parseXml(signed, MOST_TAGS);
  return verified === null ? refuse({ code: 'not_signed' }) : ok(verified);
};

const trustedKeys = (pem: string): ReturnType<typeof verificationKeys> => {
  try {
    return verificationKeys([new X509Certificate(pem).raw.toString('base64')]);
  } catch {
    return [];
  }
};

const isExpired = (element: Element, now: Date): boolean => {
  const end = attributeOf(element, 'validUntil');
  return end !== null && !isNotOver(end, now);
};

/** Entities that are no identity providers are passed over: a list may have others. */
const descriptorsIn = (root: Element): readonly { readonly entity: Element; readonly descriptor: Element }[] => {
  const entities = isNamed(root, METADATA, 'EntityDescriptor')
    ? [root]
    : childrenNamed(root, METADATA, 'EntityDescriptor');
  return entities.flatMap((entity) =>
    childrenNamed(entity, METADATA, 'IDPSSODescriptor').map((descriptor) => ({ entity, descriptor })),
  );
};

const entriesIn = (root: Element, federation: Federation, now: Date): Read<readonly IdentityProviderEntry[]> => {
  const found = descriptorsIn(root);
  if (found.length > MOST_ENTRIES) return refuse({ code: 'too_many_providers' });
  const entries = new Map<string, IdentityProviderEntry>();
  for (const { entity, descriptor } of found) {
    const entry = readRegistryEntry(entity, descriptor, federation);
    if (!entry.ok) return entry;
    const { entityId } = entry.value;
    if (isExpired(entity, now) || isExpired(descriptor, now)) return refuse({ code: 'provider_expired', entityId });
    if (entries.has(entityId)) return refuse({ code: 'provider_twice', entityId });
    entries.set(entityId, entry.value);
  }
  return entries.size === 0 ? refuse({ code: 'no_provider' }) : ok([...entries.values()]);
};

/**
 * The identity providers of a federation from its metadata file (spid.md 3.6): a signed list, as AgID publishes it, or the
 * metadata of one provider. All of it or nothing: a file with one provider that cannot be used is not taken.
 *
 * @param trusted certificate (PEM) of who signs the file; null takes the metadata of a single provider unsigned: of one for tests,
 *   or of CIE, which publishes its own so
 */
export const readRegistry = (
  xml: string,
  federation: Federation,
  { trusted, now }: { readonly trusted: string | null; readonly now: Date },
): Read<readonly IdentityProviderEntry[]> => {
  if (Buffer.byteLength(xml, 'utf8') > MOST_BYTES) return refuse({ code: 'too_large' });
  const root = parseXml(xml, MOST_TAGS);
  if (root === null) return refuse({ code: 'not_xml' });
  const isMetadata = ['EntitiesDescriptor', 'EntityDescriptor'].some((name) => isNamed(root, METADATA, name));
  if (!isMetadata) return refuse({ code: 'not_metadata' });
  const file = believed(xml, root, trusted);
  if (!file.ok) return file;
  return isExpired(file.value, now) ? refuse({ code: 'expired' }) : entriesIn(file.value, federation, now);
};
