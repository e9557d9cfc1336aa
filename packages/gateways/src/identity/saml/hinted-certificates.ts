import { type KeyObject, X509Certificate } from 'node:crypto';
import { childrenNamed, elementsBelow, isNamed, onlyChild, textOf } from './parse-xml.ts';
import { NAMESPACES } from './saml-names.ts';

const { assertion: ASSERTION, signature: SIGNATURE } = NAMESPACES;

const keyOf = (base64: string): KeyObject | null => {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).publicKey;
  } catch {
    return null; // no certificate
  }
};

/** What a signature says that it was made with, as it is written: nobody has proven it. */
const carriedBy = (signature: Element): readonly string[] => {
  const keyInfo = onlyChild(signature, SIGNATURE, 'KeyInfo');
  const below = keyInfo === null ? [] : elementsBelow(keyInfo);
  return below
    .filter((element) => isNamed(element, SIGNATURE, 'X509Certificate'))
    .map(textOf)
    .filter((text) => text.trim() !== '');
};

/**
 * Of a provider's certificates those that the signatures of a Response, its own and that of its Assertion, may be of. Each try costs
 * as much as a whole verification, so it is looked at the key that a signature says it is of; that is a hint and no proof, and what
 * it carries is never used itself. Where it carries none, each of the provider's may be the one.
 *
 * @param certificates of the provider, base64 of the DER
 * @returns in the order of the provider's; none when a signature says that it is of a key that is not the provider's
 */
export const hintedCertificates = (response: Element, certificates: readonly string[]): readonly string[] => {
  const parts = [response, ...childrenNamed(response, ASSERTION, 'Assertion')];
  const hinted = new Set<string>();
  for (const signature of parts.flatMap((part) => childrenNamed(part, SIGNATURE, 'Signature'))) {
    const carried = carriedBy(signature).map(keyOf);
    const isCarried = (key: KeyObject | null) => key !== null && carried.some((one) => one?.equals(key));
    const named = carried.length === 0 ? certificates : certificates.filter((one) => isCarried(keyOf(one)));
    if (named.length === 0) return [];
    for (const one of named) hinted.add(one);
  }
  return certificates.filter((one) => hinted.has(one));
};
