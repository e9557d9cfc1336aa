import { beforeAll, describe, expect, it } from '@jest/globals';
import { testCitizens } from '../test-citizens.ts';
import { personAttributes } from '../test-provider/person-attributes.ts';
import { ALGORITHMS } from './saml-names.ts';
import { aroundAssertion, type Edit, filled, inAssertion, text } from './testing/edit-xml.ts';
import { openSignInStage, type SignInStage, signAssertion, signWhole } from './testing/sign-in-stage.ts';

let stage: SignInStage;
/** A true Response of the citizen, and a false Assertion about somebody else, without signature. */
let signed: string;
let forged: string;
const ASSERTION = /<saml:Assertion.*<\/saml:Assertion>/su;
const SIGNATURE = /<ds:Signature.*?<\/ds:Signature>/su;
const part = (pattern: RegExp, xml: string): string => pattern.exec(xml)?.[0] ?? '';

beforeAll(async () => {
  stage = await openSignInStage('spid');
  signed = signAssertion(stage.unsigned(), stage.key);
  const [other] = testCitizens;
  if (other === undefined) throw new Error('Nobody else');
  const attributes = personAttributes('spid', other.verified);
  forged = part(ASSERTION, stage.unsigned({ attributes })).replace(/ ID="[^"]*"/u, ' ID="_falsa"');
});

const notValid = (rule: string) => ({ ok: false, error: { code: 'not_valid', rule } });

/** The true Assertion without its signature, and the signature by itself. */
const bare = () => part(ASSERTION, signed).replace(SIGNATURE, '');
const signature = () => part(SIGNATURE, signed);
/** The signature inside of the forged Assertion, behind its Issuer, with something in it. */
const forgedWith = (inside: string) => forged.replace('</saml:Issuer>', `</saml:Issuer>${inside}`);
const withObject = (inside: string) =>
  signature().replace('</ds:Signature>', `<ds:Object>${inside}</ds:Object></ds:Signature>`);
const response = (content: string) => signed.replace(ASSERTION, () => content);
const inSignature = (xml: string, inside: string) =>
  xml.replace('</ds:Signature>', `<ds:Object>${inside}</ds:Object></ds:Signature>`);

/** The eight forms of "On Breaking SAML: Be Whoever You Want to Be" (Somorovsky and others, 2012). */
const FORMS: readonly (readonly [form: string, rule: string, make: () => string])[] = [
  [
    '1: the signed Response inside of the signature of a forged Response',
    'assertion_one',
    () => {
      const whole = signWhole(signed, stage.key);
      const outer = whole.replace(/ ID="[^"]*"/u, ' ID="_fuori"').replace(ASSERTION, () => forged);
      return inSignature(outer, whole.replace(SIGNATURE, ''));
    },
  ],
  [
    '2: the signed Response beside its detached signature in a forged Response',
    'response_parts',
    () => {
      const whole = signWhole(signed, stage.key);
      const outer = whole.replace(/ ID="[^"]*"/u, ' ID="_fuori"').replace(ASSERTION, () => forged);
      return outer.replace('<ds:Signature', `${whole.replace(SIGNATURE, '')}<ds:Signature`);
    },
  ],
  ['3: a forged Assertion before the signed one', 'assertion_one', () => response(forged + part(ASSERTION, signed))],
  [
    '4: the signed Assertion inside of the forged one',
    'assertion_one',
    () => response(forged.replace('</saml:Assertion>', `${part(ASSERTION, signed)}</saml:Assertion>`)),
  ],
  [
    '5: the signature in the forged Assertion, the signed one at the end',
    'assertion_one',
    () => response(forgedWith(signature()) + bare()),
  ],
  [
    '6: the signed Assertion inside of the signature of the forged one',
    'assertion_one',
    () => response(forgedWith(signature().replace('</ds:Signature>', `${bare()}</ds:Signature>`))),
  ],
  [
    '7: the forged Assertion in the extensions of the Response',
    'assertion_one',
    () => signed.replace('<samlp:Status>', `<samlp:Extensions>${forged}</samlp:Extensions><samlp:Status>`),
  ],
  [
    '8: the signed Assertion in an object of the signature of the forged one',
    'assertion_one',
    () => response(forgedWith(withObject(bare()))),
  ],
];

describe('signature wrapping', () => {
  it('would be worth it: the message that is changed is a good one', async () => {
    expect(await stage.verify(signed)).toMatchObject({ ok: true });
  });

  it.each(FORMS)('is refused in form %s', async (_, rule, make) => {
    expect(await stage.verify(make())).toEqual(notValid(rule));
  });

  it('is refused also when the forged Assertion carries the ID of the signed one', async () => {
    const id = part(/(?<=<saml:Assertion ID=")[^"]*/u, signed);
    const same = forged.replace('_falsa', id);
    for (const wrapped of [same + part(ASSERTION, signed), part(ASSERTION, signed) + same]) {
      expect(await stage.verify(response(wrapped))).toEqual(notValid('assertion_one'));
    }
  });

  it('is refused when the wrapped one has another namespace or another case', async () => {
    const odd = part(ASSERTION, signed)
      .replaceAll(/(<\/?)saml:Assertion/gu, '$1x:Assertion')
      .replace('<x:Assertion', '<x:Assertion xmlns:x="urn:x"');
    const inside = forged.replace('</saml:Assertion>', `${odd}</saml:Assertion>`);
    expect(await stage.verify(response(inside))).toEqual(notValid('assertion_one'));
  });
});

/** What is changed in a signature after it was made, or in how it is made. */
const SIGNATURE_CHANGES: readonly (readonly [what: string, rule: string, edit: Edit])[] = [
  [
    'a transform XSLT',
    'signature_transforms',
    text(
      `Transform Algorithm="${ALGORITHMS.exclusive}"`,
      'Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"',
    ),
  ],
  [
    'a transform XPath',
    'signature_transforms',
    text(
      `Transform Algorithm="${ALGORITHMS.enveloped}"`,
      'Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"',
    ),
  ],
  [
    'a third transform',
    'signature_transforms',
    text('</ds:Transforms>', `<ds:Transform Algorithm="${ALGORITHMS.exclusive}"/></ds:Transforms>`),
  ],
  ['no transform', 'signature_transforms', filled('ds:Transforms', '')],
  [
    'c14n with comments',
    'signature_canonicalization',
    text(
      `CanonicalizationMethod Algorithm="${ALGORITHMS.exclusive}`,
      `CanonicalizationMethod Algorithm="${ALGORITHMS.exclusive}WithComments`,
    ),
  ],
  ['RSA-SHA1', 'signature_method', text(ALGORITHMS.rsaSha256, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1')],
  ['RSA-SHA384', 'signature_method', text('#rsa-sha256', '#rsa-sha384')],
  [
    'HMAC with the certificate as the secret',
    'signature_method',
    text(ALGORITHMS.rsaSha256, 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'),
  ],
  ['a digest SHA-1', 'signature_digest', text(ALGORITHMS.sha256, 'http://www.w3.org/2000/09/xmldsig#sha1')],
  ['no reference', 'signature_reference', text(/ URI="[^"]*"/u, '')],
  ['a reference to nothing', 'signature_reference', text(/ URI="[^"]*"/u, ' URI=""')],
  ['a reference to something else', 'signature_reference', text(/ URI="[^"]*"/u, ' URI="#_altro"')],
  ['a reference by XPointer', 'signature_reference', text(/ URI="[^"]*"/u, ' URI="#xpointer(/)"')],
  ['two references', 'signature_parts', (xml) => xml.replace(/<ds:Reference.*<\/ds:Reference>/su, (it) => it + it)],
  [
    'a second SignedInfo',
    'signature_parts',
    (xml) => xml.replace(/<ds:SignedInfo>.*<\/ds:SignedInfo>/su, (it) => it + it),
  ],
  ['an object', 'signature_parts', text('</ds:Signature>', '<ds:Object/></ds:Signature>')],
  ['a comment in the digest', 'signature_comment', text('<ds:DigestValue>', '<ds:DigestValue><!-- x -->')],
  ['a second signature', 'signature_one', (xml) => xml.replace(SIGNATURE, (it) => it + it)],
  [
    'a signature elsewhere',
    'signature_place',
    text('</saml:Subject>', '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></saml:Subject>'),
  ],
  ['another digest', 'signature', filled('ds:DigestValue', Buffer.alloc(32).toString('base64'))],
  ['another value', 'signature', filled('ds:SignatureValue', Buffer.alloc(256).toString('base64'))],
  ['no value', 'signature', filled('ds:SignatureValue', '')],
];

describe('a signature', () => {
  it.each(SIGNATURE_CHANGES)('is refused with %s', async (_, rule, edit) => {
    expect(await stage.verify(edit(signed))).toEqual(notValid(rule));
  });

  it.each([
    ['the name of somebody else', text('>Dell&apos;Orto<', '>Rossi<')],
    ['a higher level', text('SpidL2', 'SpidL3')],
    ['a later end', text(/ NotOnOrAfter="[^"]*"/u, ' NotOnOrAfter="2026-03-02T11:00:00.000Z"')],
  ] as const)('is of no use to an Assertion that was given %s', async (_, edit) => {
    const changed = edit(signed.replace("Dell'Orto", 'Dell&apos;Orto'));
    expect(await stage.verify(inAssertion(() => part(ASSERTION, changed))(signed))).toEqual(notValid('signature'));
  });

  it('must be there, on the Assertion', async () => {
    expect(await stage.verify(stage.unsigned())).toEqual(notValid('assertion_unsigned'));
    expect(await stage.verify(signWhole(stage.unsigned(), stage.key))).toEqual(notValid('assertion_unsigned'));
  });

  it('must be of a key that the federation knows, whatever certificate it brings along', async () => {
    const ofStranger = signAssertion(stage.unsigned(), stage.strangerKey);
    expect(await stage.verify(ofStranger)).toEqual(notValid('signature'));
    const ofBoth = signWhole(ofStranger, stage.key);
    expect(await stage.verify(ofBoth)).toEqual(notValid('signature'));
  });

  it('of the Response must be good too, when there is one', async () => {
    expect(await stage.verify(signWhole(signed, stage.strangerKey))).toEqual(notValid('signature'));
    const whole = signWhole(signed, stage.key);
    const extended = aroundAssertion(text('<samlp:Status>', '<samlp:Extensions/><samlp:Status>'))(whole);
    expect(await stage.verify(extended)).toEqual(notValid('signature'));
  });
});

describe('IDs', () => {
  it.each(['ID', 'Id', 'id'])('are refused when two are the same: %s', async (name) => {
    const id = part(/(?<=<saml:Assertion ID=")[^"]*/u, signed);
    const again = aroundAssertion(text('<samlp:Status>', `<samlp:Status ${name}="${id}">`))(signed);
    expect(await stage.verify(again)).toEqual(notValid('id_twice'));
  });
});
