import { SignedXml } from 'xml-crypto';
import { ALGORITHMS } from './saml-names.ts';
import type { SigningKey } from './signing-key.ts';

/**
 * XML with an enveloped signature (RSA-SHA256, exclusive c14n) over one of its elements.
 *
 * @param where XPath of the element that is signed, and of its child that the signature stands behind; null: it comes first
 */
export const signXml = (
  xml: string,
  { privateKeyPem, certificatePem }: SigningKey,
  where: { readonly signed: string; readonly after: string | null },
): string => {
  const signature = new SignedXml({
    privateKey: privateKeyPem,
    publicCert: certificatePem,
    signatureAlgorithm: ALGORITHMS.rsaSha256,
    canonicalizationAlgorithm: ALGORITHMS.exclusive,
  });
  signature.addReference({
    xpath: where.signed,
    transforms: [ALGORITHMS.enveloped, ALGORITHMS.exclusive],
    digestAlgorithm: ALGORITHMS.sha256,
  });
  const location =
    where.after === null
      ? ({ reference: where.signed, action: 'prepend' } as const)
      : ({ reference: where.after, action: 'after' } as const);
  signature.computeSignature(xml, { prefix: 'ds', location });
  return signature.getSignedXml();
};
