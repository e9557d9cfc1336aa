import { createHash, X509Certificate } from 'node:crypto';
import { ok, type Result, refuse } from '@stanza/core';
import type { XmlLimits } from './is-balanced.ts';
import { isNamed, parseXml } from './parse-xml.ts';
import { isExpired, providersIn, type RegistryEntries, type RegistryPlace, readEntries } from './registry-entries.ts';
import type { EntryProblem } from './registry-entry.ts';
import { NAMESPACES } from './saml-names.ts';
import { verificationKeys } from './verification-keys.ts';
import { verifiedRoot } from './verified-root.ts';

const METADATA = NAMESPACES.metadata;
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_ENTRIES = 500;
const LIMITS: XmlLimits = { tags: 200_000, attributes: 200_000, prefixes: 200, depth: 40 };

/** By what a file is believed. */
export type RegistryTrust =
  /** PEM of who signs the whole file: as AgID publishes it. */
  | { readonly by: 'certificate'; readonly pem: string }
  /** SHA-256 of the file in hexadecimal digits, which whoever imports it has by another way: nothing signs the metadata of CIE. */
  | { readonly by: 'digest'; readonly sha256: string }
  /** The metadata of a single provider, for tests. */
  | { readonly by: 'nothing' };

/** Why a file of identity providers is not taken. */
export type RegistryProblem =
  | { readonly code: 'too_large' }
  /** No XML, or none that is read here: with a document type, not in UTF-8. */
  | { readonly code: 'not_xml' }
  /** Neither a list of entities nor one entity. */
  | { readonly code: 'not_metadata' }
  /** A list is believed by something; only the metadata of a single provider are taken by nothing. */
  | { readonly code: 'needs_certificate' }
  /** What was given as the federation's certificate is none, or its key is weak. */
  | { readonly code: 'certificate_not_valid' }
  /** Not signed as a whole by the federation's key. */
  | { readonly code: 'not_signed' }
  /** It is another file than that of the digest. */
  | { readonly code: 'digest_differs' }
  /** Its time is over (`validUntil`). */
  | { readonly code: 'expired' }
  | { readonly code: 'too_many_providers' }
  | { readonly code: 'no_provider' }
  /** There are some, of which none can be used. */
  | { readonly code: 'no_usable_provider'; readonly skipped: readonly EntryProblem[] };

type Read<T> = Result<T, RegistryProblem>;

const trustedKeys = (pem: string): ReturnType<typeof verificationKeys> => {
  try {
    return verificationKeys([new X509Certificate(pem).raw.toString('base64')]);
  } catch {
    return [];
  }
};

interface ReadFile {
  /** As it came, with the mark of the order of bytes that editors set: the digest is over it too. */
  readonly file: string;
  /** Without that mark, which is no part of the XML. */
  readonly xml: string;
  readonly root: Element;
}

/** The part of the file that may be believed. */
const believed = ({ file, xml, root }: ReadFile, trust: RegistryTrust): Read<Element> => {
  if (trust.by === 'nothing') {
    return isNamed(root, METADATA, 'EntityDescriptor') ? ok(root) : refuse({ code: 'needs_certificate' });
  }
  if (trust.by === 'digest') {
    const digest = createHash('sha256').update(file, 'utf8').digest('hex');
    return digest === trust.sha256.toLowerCase() ? ok(root) : refuse({ code: 'digest_differs' });
  }
  const keys = trustedKeys(trust.pem);
  if (keys.length === 0) return refuse({ code: 'certificate_not_valid' });
  const signed = verifiedRoot({ xml, root }, keys, { mayBeWhole: true });
  const verified = signed === null ? null : parseXml(signed, LIMITS);
  return verified === null ? refuse({ code: 'not_signed' }) : ok(verified);
};

/**
 * The identity providers of a federation from its metadata file (spid.md 3.6): a list, as AgID publishes it, or the metadata of one
 * provider, as those of CIE. The file is believed as a whole or not at all; in one that is, each provider stands for itself, so that
 * one that cannot be used does not keep the others from being brought up to date.
 *
 * @param file its text, read as UTF-8
 */
export const readRegistry = (
  file: string,
  { trust, ...place }: RegistryPlace & { readonly trust: RegistryTrust },
): Read<RegistryEntries> => {
  if (Buffer.byteLength(file, 'utf8') > MOST_BYTES) return refuse({ code: 'too_large' });
  const xml = file.replace(/^\uFEFF/u, '');
  const root = parseXml(xml, LIMITS);
  if (root === null) return refuse({ code: 'not_xml' });
  const isMetadata = ['EntitiesDescriptor', 'EntityDescriptor'].some((name) => isNamed(root, METADATA, name));
  if (!isMetadata) return refuse({ code: 'not_metadata' });
  const metadata = believed({ file, xml, root }, trust);
  if (!metadata.ok) return metadata;
  if (isExpired(metadata.value, place.now)) return refuse({ code: 'expired' });
  const found = providersIn(metadata.value);
  if (found.length === 0) return refuse({ code: 'no_provider' });
  if (found.length > MOST_ENTRIES) return refuse({ code: 'too_many_providers' });
  const entries = readEntries(found, place);
  return entries.providers.length > 0 ? ok(entries) : refuse({ code: 'no_usable_provider', skipped: entries.skipped });
};
