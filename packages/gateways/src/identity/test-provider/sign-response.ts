import { signXml } from '../saml/sign-xml.ts';
import type { SigningKey } from '../saml/signing-key.ts';

/** What of a Response carries a signature. SPID allows all three; an Assertion without one is refused. */
export type SignedParts = 'assertion' | 'response' | 'both' | 'none';

const RESPONSE = "/*[local-name()='Response']";
const ISSUER = "*[local-name()='Issuer']";

/** Signs the Assertion first: the signature of the Response is over that one too. */
export const signResponse = (xml: string, key: SigningKey, sign: SignedParts): string => {
  const parts = [
    ...(sign === 'assertion' || sign === 'both' ? [`${RESPONSE}/*[local-name()='Assertion']`] : []),
    ...(sign === 'response' || sign === 'both' ? [RESPONSE] : []),
  ];
  return parts.reduce((signed, part) => signXml(signed, key, { signed: part, after: `${part}/${ISSUER}` }), xml);
};

/** A message as the field SAMLResponse carries it. */
export const encodeMessage = (xml: string): string => Buffer.from(xml, 'utf8').toString('base64');
