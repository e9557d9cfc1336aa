import type { KeyObject } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { onlyChild } from './parse-xml.ts';
import { NAMESPACES } from './saml-names.ts';
import { signatureFormFlaw } from './signature-flaw.ts';

/** The bytes that a signature is over, when it is one of this key. */
const signedBytes = (xml: string, signature: Element, key: KeyObject): string | null => {
  // Whatever certificate stands inside is no proof of anything.
  const verifier = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null });
  try {
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) return null;
  } catch {
    return null; // how the library says that a signature is not good
  }
  const [signed, ...others] = verifier.getSignedReferences();
  return signed === undefined || others.length > 0 ? null : signed;
};

/**
 * The XML of a document's root as its enveloped signature covers it: the very bytes that were signed, of which alone anything may
 * be read.
 *
 * @param root of the XML, as it was read strictly
 * @param mayBeWhole whether the signature may name the document instead of the root's ID: in metadata, not in messages
 * @returns null when there is no signature of one of the keys over the whole root
 */
export const verifiedRoot = (
  { xml, root }: { readonly xml: string; readonly root: Element },
  keys: readonly KeyObject[],
  { mayBeWhole }: { readonly mayBeWhole: boolean },
): string | null => {
  const signature = onlyChild(root, NAMESPACES.signature, 'Signature');
  if (signature === null || signatureFormFlaw(root, signature, mayBeWhole) !== null) return null;
  for (const key of keys) {
    const signed = signedBytes(xml, signature, key);
    if (signed !== null) return signed;
  }
  return null;
};
