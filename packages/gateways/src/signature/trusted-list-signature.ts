import type { KeyObject } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { attributeOf, childElements, childrenNamed, isNamed, onlyChild } from '../identity/saml/parse-xml.ts';
import { RSA_DIGESTS } from '../identity/saml/rsa-digests.ts';
import { ALGORITHMS, NAMESPACES } from '../identity/saml/saml-names.ts';

const SIGNATURE = NAMESPACES.signature;
const DIGEST_METHODS: readonly (string | null)[] = [ALGORITHMS.sha256, ALGORITHMS.sha512];

const algorithmOf = (parent: Element | null, name: string): string | null =>
  attributeOf(onlyChild(parent, SIGNATURE, name), 'Algorithm');

/** No transform that selects or computes: enveloped for the whole list, exclusive canonical form for all. */
const hasSafeTransforms = (reference: Element): boolean => {
  const transforms = onlyChild(reference, SIGNATURE, 'Transforms');
  const written = transforms === null ? [] : childElements(transforms).map((one) => attributeOf(one, 'Algorithm'));
  const wanted =
    attributeOf(reference, 'URI') === '' ? [ALGORITHMS.enveloped, ALGORITHMS.exclusive] : [ALGORITHMS.exclusive];
  return written.length === wanted.length && wanted.every((algorithm, index) => written[index] === algorithm);
};

/** The place of the reference to the whole list among those of a signature; -1 when its form is not that of a trusted list. */
const placeOfWhole = (signature: Element): number => {
  const signedInfo = onlyChild(signature, SIGNATURE, 'SignedInfo');
  if (signedInfo === null || algorithmOf(signedInfo, 'CanonicalizationMethod') !== ALGORITHMS.exclusive) return -1;
  if (!RSA_DIGESTS.has(algorithmOf(signedInfo, 'SignatureMethod') ?? '')) return -1;
  const references = childrenNamed(signedInfo, SIGNATURE, 'Reference');
  const isSafe = (reference: Element) =>
    hasSafeTransforms(reference) && DIGEST_METHODS.includes(algorithmOf(reference, 'DigestMethod'));
  const places = references.flatMap((reference, place) => (attributeOf(reference, 'URI') === '' ? [place] : []));
  return places.length === 1 && references.every(isSafe) ? (places[0] ?? -1) : -1;
};

/**
 * The XML of a trusted list as its enveloped signature covers it (XAdES, ETSI TS 119 612 5.7): of it alone anything may be read.
 * Besides the list, such a signature covers properties of its own, which nobody reads here.
 * @returns null when it is not signed as a whole by this key
 */
export const signedTrustedList = (xml: string, root: Element, key: KeyObject): string | null => {
  const signatures = childElements(root).filter((child) => isNamed(child, SIGNATURE, 'Signature'));
  const [signature, ...others] = signatures;
  const place = signature === undefined ? -1 : placeOfWhole(signature);
  if (signature === undefined || others.length > 0 || place === -1) return null;
  // Whatever certificate stands inside is no proof of anything.
  const verifier = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null });
  try {
    verifier.loadSignature(signature);
    return verifier.checkSignature(xml) ? (verifier.getSignedReferences()[place] ?? null) : null;
  } catch {
    return null; // how the library says that a signature is not good
  }
};
