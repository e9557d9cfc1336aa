import type { SigningKey } from '../../signing-key.ts';
import { filled } from '../edit-xml.ts';
import { signWhole } from '../sign-part.ts';

const ASSERTION = /<saml:Assertion.*<\/saml:Assertion>/su;
const SIGNATURE = /<ds:Signature.*?<\/ds:Signature>/su;
const part = (pattern: RegExp, xml: string): string => pattern.exec(xml)?.[0] ?? '';

/** The Assertion of a Response, as it stands in it. */
export const assertionIn = (xml: string): string => part(ASSERTION, xml);

/** Puts something else in the place of the Assertion. */
export const withAssertion = (xml: string, content: string): string => xml.replace(ASSERTION, () => content);

/** The Assertion of an unsigned Response as an attacker would have it: about somebody else, with an ID of its own. */
export const forgedAssertion = (unsigned: string): string =>
  filled('saml:AttributeValue', 'Qualcun altro')(assertionIn(unsigned)).replace(/ ID="[^"]*"/u, ' ID="_falsa"');

/** The true Assertion without its signature, and the signature by itself. */
const bare = (signed: string) => assertionIn(signed).replace(SIGNATURE, '');
const signature = (signed: string) => part(SIGNATURE, signed);
/** The signature inside of the forged Assertion, behind its Issuer, with something in it. */
const forgedWith = (forged: string, inside: string) => forged.replace('</saml:Issuer>', `</saml:Issuer>${inside}`);
const inObject = (xml: string, inside: string) =>
  xml.replace('</ds:Signature>', `<ds:Object>${inside}</ds:Object></ds:Signature>`);
/** A forged Response around the forged Assertion, from one that is signed as a whole. */
const forgedAround = (whole: string, forged: string) =>
  withAssertion(whole.replace(/ ID="[^"]*"/u, ' ID="_fuori"'), forged);

/** @param signed a good Response, its Assertion signed @param forged {@link forgedAssertion} @param key that of the provider */
type Wrap = (signed: string, forged: string, key: SigningKey) => string;

/** The eight forms of "On Breaking SAML: Be Whoever You Want to Be" (Somorovsky and others, 2012), each with the rule it breaks. */
export const WRAPPED_RESPONSES: readonly (readonly [form: string, rule: string, wrap: Wrap])[] = [
  [
    '1: the signed Response inside of the signature of a forged Response',
    'assertion_one',
    (signed, forged, key) => {
      const whole = signWhole(signed, key);
      return inObject(forgedAround(whole, forged), whole.replace(SIGNATURE, ''));
    },
  ],
  [
    '2: the signed Response beside its detached signature in a forged Response',
    'response_parts',
    (signed, forged, key) => {
      const whole = signWhole(signed, key);
      return forgedAround(whole, forged).replace('<ds:Signature', `${whole.replace(SIGNATURE, '')}<ds:Signature`);
    },
  ],
  [
    '3: a forged Assertion before the signed one',
    'assertion_one',
    (signed, forged) => withAssertion(signed, forged + assertionIn(signed)),
  ],
  [
    '4: the signed Assertion inside of the forged one',
    'assertion_one',
    (signed, forged) =>
      withAssertion(signed, forged.replace('</saml:Assertion>', `${assertionIn(signed)}</saml:Assertion>`)),
  ],
  [
    '5: the signature in the forged Assertion, the signed one at the end',
    'assertion_one',
    (signed, forged) => withAssertion(signed, forgedWith(forged, signature(signed)) + bare(signed)),
  ],
  [
    '6: the signed Assertion inside of the signature of the forged one',
    'assertion_one',
    (signed, forged) => {
      const around = signature(signed).replace('</ds:Signature>', `${bare(signed)}</ds:Signature>`);
      return withAssertion(signed, forgedWith(forged, around));
    },
  ],
  [
    '7: the forged Assertion in the extensions of the Response',
    'assertion_one',
    (signed, forged) =>
      signed.replace('<samlp:Status>', `<samlp:Extensions>${forged}</samlp:Extensions><samlp:Status>`),
  ],
  [
    '8: the signed Assertion in an object of the signature of the forged one',
    'assertion_one',
    (signed, forged) => withAssertion(signed, forgedWith(forged, inObject(signature(signed), bare(signed)))),
  ],
];
