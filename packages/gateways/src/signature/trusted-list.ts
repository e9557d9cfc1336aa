import { createHash, type X509Certificate } from 'node:crypto';
import { ok, type Result, refuse } from '@stanza/core';
import { instantOf, isNotOver } from '../identity/saml/instant.ts';
import type { XmlLimits } from '../identity/saml/is-balanced.ts';
import { childrenNamed, elementsBelow, isNamed, onlyChild, parseXml, textOf } from '../identity/saml/parse-xml.ts';
import { verificationKeys } from '../identity/saml/verification-keys.ts';
import { type AuthorityList, certificatesInPem } from './authority-list.ts';
import { signedTrustedList } from './trusted-list-signature.ts';

const LIST = 'http://uri.etsi.org/02231/v2#';
const QUALIFIED = 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC';
const GRANTED = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted';
const FOR = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/For';
const USES: readonly string[] = [`${FOR}eSignatures`, `${FOR}eSeals`];
const MOST_BYTES = 20 * 1024 * 1024;
const LIMITS: XmlLimits = { tags: 500_000, attributes: 500_000, prefixes: 200, depth: 60 };

/** By what a file is believed: who signs it, or its SHA-256, known by another way. */
export type ListTrust =
  | { readonly by: 'certificate'; readonly pem: string }
  | { readonly by: 'digest'; readonly sha256: string };

/** Why a file of authorities is not taken. */
export type ListProblemCode =
  | 'too_large'
  /** Neither certificates in PEM, nor a trusted list that can be read. */
  | 'not_a_list'
  /** What was given as the signer's certificate is none, or its key is weak. */
  | 'certificate_not_valid'
  /** Not signed as a whole by that key; certificates in PEM are signed by nobody. */
  | 'not_signed'
  | 'digest_differs'
  /** Its next issue is due (`NextUpdate`). */
  | 'expired'
  /** No authority that issues certificates for signatures. */
  | 'no_authority';

export interface ListProblem {
  readonly code: ListProblemCode;
}

const signerKey = (pem: string) => {
  const [certificate] = certificatesInPem(pem);
  return certificate === undefined ? undefined : verificationKeys([certificate.raw.toString('base64')])[0];
};

/** The XML of the list that may be believed. */
const believed = (file: string, root: Element, trust: ListTrust): Result<Element, ListProblem> => {
  if (trust.by === 'digest') return ok(root);
  const key = signerKey(trust.pem);
  if (key === undefined) return refuse({ code: 'certificate_not_valid' });
  const signed = signedTrustedList(file, root, key);
  const list = signed === null ? null : parseXml(signed, LIMITS);
  return list === null ? refuse({ code: 'not_signed' }) : ok(list);
};

/** A service for which the state vouches today: it issues qualified certificates, and not only for web sites. */
const isForSignatures = (information: Element): boolean => {
  const text = (name: string) => textOf(onlyChild(information, LIST, name)).trim();
  const uses = elementsBelow(information)
    .filter((element) => isNamed(element, LIST, 'AdditionalServiceInformation'))
    .map((element) => textOf(onlyChild(element, LIST, 'URI')).trim())
    .filter((uri) => uri.startsWith(FOR));
  const isMeant = uses.length === 0 || uses.some((uri) => USES.includes(uri));
  return text('ServiceTypeIdentifier') === QUALIFIED && text('ServiceStatus') === GRANTED && isMeant;
};

const certificatesOf = (information: Element): readonly X509Certificate[] =>
  childrenNamed(information, LIST, 'ServiceDigitalIdentity').flatMap((identity) =>
    elementsBelow(identity)
      .filter((element) => isNamed(element, LIST, 'X509Certificate'))
      .flatMap((element) => {
        const base64 = textOf(element).replaceAll(/\s+/gu, '');
        return certificatesInPem(`-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`);
      }),
  );

/** When it was made, and when the next one is due, as it says. */
const datesOf = (list: Element) => {
  const scheme = onlyChild(list, LIST, 'SchemeInformation');
  const below = (element: Element | null, name: string) => (element === null ? null : onlyChild(element, LIST, name));
  return {
    issuedAt: textOf(below(scheme, 'ListIssueDateTime')).trim(),
    nextUpdate: textOf(below(below(scheme, 'NextUpdate'), 'dateTime')).trim(),
  };
};

const authoritiesInXml = (file: string, trust: ListTrust, now: Date): Result<AuthorityList, ListProblem> => {
  const xml = file.replace(/^\uFEFF/u, '');
  const root = parseXml(xml, LIMITS);
  if (root === null || !isNamed(root, LIST, 'TrustServiceStatusList')) return refuse({ code: 'not_a_list' });
  const list = believed(xml, root, trust);
  if (!list.ok) return list;
  const { issuedAt, nextUpdate } = datesOf(list.value);
  if (!isNotOver(nextUpdate, now)) return refuse({ code: 'expired' });
  const services = elementsBelow(list.value).filter((element) => isNamed(element, LIST, 'ServiceInformation'));
  const authorities = services.filter(isForSignatures).flatMap(certificatesOf);
  return ok({ authorities, issuedAt: instantOf(issuedAt) === null ? null : issuedAt, nextUpdate });
};

const authoritiesInPem = (file: string, trust: ListTrust): Result<AuthorityList, ListProblem> => {
  const certificates = certificatesInPem(file);
  if (certificates.length === 0) return refuse({ code: 'not_a_list' });
  return trust.by === 'digest'
    ? ok({ authorities: certificates, issuedAt: null, nextUpdate: null })
    : refuse({ code: 'not_signed' });
};

/**
 * The authorities whose certificates for signatures are trusted: those of a trusted list (ETSI TS 119 612, as AgID publishes it for
 * Italy), or of a bundle in PEM, which only its digest makes believable.
 * @param file its text, read as UTF-8
 */
export const readTrustedList = (
  file: string,
  { trust, now }: { readonly trust: ListTrust; readonly now: Date },
): Result<AuthorityList, ListProblem> => {
  if (Buffer.byteLength(file, 'utf8') > MOST_BYTES) return refuse({ code: 'too_large' });
  if (trust.by === 'digest') {
    const digest = createHash('sha256').update(file, 'utf8').digest('hex');
    if (digest !== trust.sha256.toLowerCase()) return refuse({ code: 'digest_differs' });
  }
  const isXml = file
    .replace(/^\uFEFF/u, '')
    .trimStart()
    .startsWith('<');
  const found = isXml ? authoritiesInXml(file, trust, now) : authoritiesInPem(file, trust);
  if (!found.ok) return found;
  const cas = found.value.authorities.filter(({ ca }) => ca);
  const authorities = [...new Map(cas.map((one) => [one.fingerprint256, one])).values()];
  return authorities.length === 0 ? refuse({ code: 'no_authority' }) : ok({ ...found.value, authorities });
};
