import { signXml } from '../sign-xml.ts';
import type { SigningKey } from '../signing-key.ts';

const RESPONSE = "/*[local-name()='Response']";
const ASSERTION = `${RESPONSE}/*[local-name()='Assertion']`;

const signed = (xml: string, key: SigningKey, part: string, hasIssuer: boolean): string =>
  signXml(xml, key, { signed: part, after: hasIssuer ? `${part}/*[local-name()='Issuer']` : null });

/** Signs the Assertion, also one that lacks something. */
export const signAssertion = (xml: string, key: SigningKey): string =>
  signed(xml, key, ASSERTION, /<saml:Assertion.*<saml:Issuer/su.test(xml));

/** Signs the Response, also one that lacks something. */
export const signWhole = (xml: string, key: SigningKey): string =>
  signed(xml, key, RESPONSE, /^<samlp:Response[^>]*><saml:Issuer/u.test(xml));
