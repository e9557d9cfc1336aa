import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IdentityProviderEntry } from '@stanza/core';
import { makeErrorResponse } from '../test-provider/error-response.ts';
import { answeredRequest } from './read-response.ts';
import {
  aroundAssertion,
  attribute,
  type Edit,
  filled,
  followed,
  inAssertion,
  replaced,
  text,
  twice,
  without,
} from './testing/edit-xml.ts';
import { openSignInStage, REQUEST_ID, type SignInStage, signAssertion, signWhole } from './testing/sign-in-stage.ts';

let stage: SignInStage;
let cie: SignInStage;
beforeAll(async () => {
  [stage, cie] = await Promise.all([openSignInStage('spid'), openSignInStage('cie')]);
});

const notValid = (rule: string) => ({ ok: false, error: { code: 'not_valid', rule } });

type Line = readonly [what: string, rule: string, edit: Edit];

const RESPONSE = 'samlp:Response';
const ASSERTION = 'saml:Assertion';
const NAME_ID = 'saml:NameID';
const CONFIRMATION = 'saml:SubjectConfirmation';
const DATA = 'saml:SubjectConfirmationData';
const CONDITIONS = 'saml:Conditions';
const AUTHN = 'saml:AuthnStatement';
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';
const BEFORE_REQUEST = '2026-03-02T09:59:50.000Z';
const LATER = '2026-03-02T10:00:50.000Z';

/** An attribute of a message that is empty, missing, or something else than it has to be. */
const attributeLines = (
  where: (edit: Edit) => Edit,
  element: string,
  name: string,
  rule: string,
  wrong: Readonly<Record<string, string>>,
): readonly Line[] => [
  [`${element} ${name} empty`, rule, where(attribute(element, name, ''))],
  [`${element} ${name} missing`, rule, where(attribute(element, name, null))],
  ...Object.entries(wrong).map(
    ([what, value]): Line => [`${element} ${name} ${what}`, rule, where(attribute(element, name, value))],
  ),
];

const NOT_AN_INSTANT = {
  malformed: '02/03/2026 10:00',
  'of a day that is none': '2026-02-30T10:00:00.000Z',
  'without its zone': '2026-03-02T10:00:20.000',
  'of another zone': '2026-03-02T11:00:20.000+01:00',
};
const ISSUED = { ...NOT_AN_INSTANT, 'before the request': BEFORE_REQUEST, 'in the future': LATER };
/** An instant that the library itself looks at before we do, and stumbles when it has none. */
const LIBRARY_LOOKS = / (?:empty|missing)$/u;
const instantLines = (...line: Parameters<typeof attributeLines>): readonly Line[] =>
  attributeLines(...line).map(([what, rule, edit]) => [what, LIBRARY_LOOKS.test(what) ? 'assertion_form' : rule, edit]);
const OVER = { ...NOT_AN_INSTANT, past: BEFORE_REQUEST };

const aroundLines: readonly Line[] = [
  ...attributeLines(aroundAssertion, RESPONSE, 'ID', 'response_id', { malformed: '1 2' }),
  ...attributeLines(aroundAssertion, RESPONSE, 'Version', 'response_version', { other: '1.1' }),
  ...attributeLines(aroundAssertion, RESPONSE, 'IssueInstant', 'response_issue_instant', ISSUED),
  ...attributeLines(aroundAssertion, RESPONSE, 'InResponseTo', 'response_in_response_to', { other: '_altra' }),
  ...attributeLines(aroundAssertion, RESPONSE, 'Destination', 'response_destination', {
    other: 'https://altro.example/acs',
    'with more behind it': 'https://stanza.example/forli/spid/acs/',
  }),
  ['Status missing', 'response_status', aroundAssertion(without('samlp:Status'))],
  ['Status twice', 'response_status', aroundAssertion(twice('samlp:Status'))],
  ['Status empty', 'response_status_code', aroundAssertion(filled('samlp:Status', ''))],
  ...attributeLines(aroundAssertion, 'samlp:StatusCode', 'Value', 'response_status_code', {
    unknown: `${STATUS}Qualcosa`,
    'of the second level': `${STATUS}AuthnFailed`,
  }),
  ['Issuer empty', 'response_issuer', aroundAssertion(filled('saml:Issuer', ''))],
  ['Issuer missing', 'response_issuer', aroundAssertion(without('saml:Issuer'))],
  ['Issuer twice', 'response_issuer', aroundAssertion(twice('saml:Issuer'))],
  ['Issuer other', 'response_issuer', aroundAssertion(filled('saml:Issuer', 'https://altro.example'))],
  ['Issuer Format empty', 'response_issuer_format', aroundAssertion(attribute('saml:Issuer', 'Format', ''))],
  ['Issuer Format other', 'response_issuer_format', aroundAssertion(attribute('saml:Issuer', 'Format', 'urn:altro'))],
  ['something unknown', 'response_parts', aroundAssertion(followed('samlp:Status', '<samlp:Altro/>'))],
  [
    'an encrypted assertion beside',
    'response_encrypted',
    aroundAssertion(followed('samlp:Status', '<saml:EncryptedAssertion/>')),
  ],
];

const assertionLines: readonly Line[] = [
  ...attributeLines(inAssertion, ASSERTION, 'Version', 'assertion_version', { other: '1.1' }),
  ...instantLines(inAssertion, ASSERTION, 'IssueInstant', 'assertion_issue_instant', ISSUED),
  ['Issuer empty', 'assertion_issuer', inAssertion(filled('saml:Issuer', ''))],
  ['Issuer missing', 'assertion_issuer', inAssertion(without('saml:Issuer'))],
  ['Issuer other', 'assertion_issuer', inAssertion(filled('saml:Issuer', 'https://altro.example'))],
  ...attributeLines(inAssertion, 'saml:Issuer', 'Format', 'assertion_issuer_format', { other: 'urn:altro' }),
];

const subjectLines: readonly Line[] = [
  ['Subject missing', 'subject', inAssertion(without('saml:Subject'))],
  ['Subject empty', 'name_id', inAssertion(filled('saml:Subject', ''))],
  ['NameID missing', 'name_id', inAssertion(without(NAME_ID))],
  ['NameID empty', 'name_id', inAssertion(filled(NAME_ID, ''))],
  ['NameID blank', 'name_id', inAssertion(filled(NAME_ID, ' \n '))],
  ['NameID too long', 'name_id', inAssertion(filled(NAME_ID, 'n'.repeat(257)))],
  ['NameID twice', 'name_id', inAssertion(twice(NAME_ID))],
  ...attributeLines(inAssertion, NAME_ID, 'Format', 'name_id_format', {
    other: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  }),
  ...attributeLines(inAssertion, NAME_ID, 'NameQualifier', 'name_id_qualifier', {}),
  ['SubjectConfirmation missing', 'subject_confirmation', inAssertion(without(CONFIRMATION))],
  ['SubjectConfirmation twice', 'subject_confirmation', inAssertion(twice(CONFIRMATION))],
  ['SubjectConfirmation empty', 'subject_confirmation_data', inAssertion(filled(CONFIRMATION, ''))],
  ...attributeLines(inAssertion, CONFIRMATION, 'Method', 'subject_confirmation_method', {
    other: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches',
  }),
  ['SubjectConfirmationData missing', 'subject_confirmation_data', inAssertion(without(DATA))],
  ...attributeLines(inAssertion, DATA, 'Recipient', 'subject_recipient', { other: 'https://altro.example/acs' }),
  ...attributeLines(inAssertion, DATA, 'InResponseTo', 'subject_in_response_to', { other: '_altra' }),
  ...instantLines(inAssertion, DATA, 'NotOnOrAfter', 'subject_not_on_or_after', OVER),
  [
    'SubjectConfirmationData NotBefore in the future',
    'subject_not_before',
    inAssertion(text(' Recipient=', ` NotBefore="${LATER}" Recipient=`)),
  ],
];

const conditionLines: readonly Line[] = [
  ['Conditions missing', 'conditions', inAssertion(without(CONDITIONS))],
  ['Conditions empty', 'audience_restriction', inAssertion(filled(CONDITIONS, ''))],
  ...attributeLines(inAssertion, CONDITIONS, 'NotBefore', 'conditions_not_before', {
    ...NOT_AN_INSTANT,
    'in the future': LATER,
  }),
  ...instantLines(inAssertion, CONDITIONS, 'NotOnOrAfter', 'conditions_not_on_or_after', OVER),
  ['AudienceRestriction missing', 'audience_restriction', inAssertion(without('saml:AudienceRestriction'))],
  ['AudienceRestriction empty', 'audience', inAssertion(filled('saml:AudienceRestriction', ''))],
  ['Audience empty', 'audience', inAssertion(filled('saml:Audience', ''))],
  ['Audience other', 'audience', inAssertion(filled('saml:Audience', 'https://altro.example'))],
  [
    'two AudienceRestrictions of which one is for others',
    'audience',
    inAssertion(
      followed(
        'saml:AudienceRestriction',
        '<saml:AudienceRestriction><saml:Audience>https://altro.example</saml:Audience></saml:AudienceRestriction>',
      ),
    ),
  ],
  [
    'a condition that nobody knows',
    'conditions_unknown',
    inAssertion(followed('saml:AudienceRestriction', '<saml:Condition/>')),
  ],
];

const authnLines: readonly Line[] = [
  ['AuthnStatement missing', 'authn_statement', inAssertion(without(AUTHN))],
  ['AuthnStatement twice', 'authn_statement', inAssertion(twice(AUTHN))],
  ['AuthnStatement empty', 'authn_context', inAssertion(filled(AUTHN, ''))],
  ...attributeLines(inAssertion, AUTHN, 'AuthnInstant', 'authn_instant', { ...NOT_AN_INSTANT, 'in the future': LATER }),
  [
    'a session that is over',
    'authn_session_over',
    inAssertion(text('<saml:AuthnStatement', `<saml:AuthnStatement SessionNotOnOrAfter="${BEFORE_REQUEST}"`)),
  ],
  ['AuthnContext missing', 'authn_context', inAssertion(without('saml:AuthnContext'))],
  ['AuthnContext empty', 'authn_context_class', inAssertion(filled('saml:AuthnContext', ''))],
  ['AuthnContextClassRef missing', 'authn_context_class', inAssertion(without('saml:AuthnContextClassRef'))],
  ['AuthnContextClassRef empty', 'authn_context_class', inAssertion(filled('saml:AuthnContextClassRef', ''))],
  [
    'AuthnContextClassRef of the old specification',
    'authn_context_class',
    inAssertion(filled('saml:AuthnContextClassRef', 'urn:oasis:names:tc:SAML:2.0:ac:classes:SpidL2')),
  ],
  [
    'AuthnContextClassRef unknown',
    'authn_context_class',
    inAssertion(filled('saml:AuthnContextClassRef', 'https://www.spid.gov.it/SpidL4')),
  ],
];

/** An attribute by its name. */
const named = (name: string) => `saml:Attribute Name="${name}"`;
const withoutAttribute = (name: string) =>
  inAssertion(text(new RegExp(`<${named(name)}.*?</saml:Attribute>`, 'su'), ''));
const withValue = (name: string, value: string) =>
  inAssertion((xml) =>
    xml.replace(
      new RegExp(`(<${named(name)}.*?<saml:AttributeValue[^>]*>).*?</saml:AttributeValue>`, 'su'),
      (_, before: string) => `${before}${value}</saml:AttributeValue>`,
    ),
  );

const withContent = (name: string, content: string) =>
  inAssertion((xml) =>
    xml.replace(
      new RegExp(`(<${named(name)}[^>]*>).*?</saml:Attribute>`, 'su'),
      (_, before: string) => `${before}${content}</saml:Attribute>`,
    ),
  );
const FOREIGN = '<x:Attribute xmlns:x="urn:altro" Name="gender"><x:AttributeValue>M</x:AttributeValue></x:Attribute>';

const attributeStatementLines: readonly Line[] = [
  ['AttributeStatement missing', 'attribute_statement', inAssertion(without('saml:AttributeStatement'))],
  [
    'Attribute without an AttributeStatement',
    'attribute_statement',
    inAssertion(replaced('saml:AttributeStatement', '<saml:Attribute Name="spidCode"/>')),
  ],
  ['AttributeStatement empty', 'attributes', inAssertion(filled('saml:AttributeStatement', ''))],
  ['an Attribute without value', 'attribute_value', inAssertion(without('saml:AttributeValue'))],
  ...['email', 'placeOfBirth', 'spidCode'].map(
    (name): Line => [`${name} without value`, 'attribute_value', withContent(name, '')],
  ),
  [
    'an Attribute that nobody asked for, without value',
    'attribute_value',
    inAssertion(followed('saml:Attribute', '<saml:Attribute Name="gender"/>')),
  ],
  ['an Attribute with two values', 'attribute_value', inAssertion(twice('saml:AttributeValue'))],
  [
    'a value that is no text',
    'attribute_value',
    inAssertion(filled('saml:AttributeValue', '<saml:NameID>Niccolò</saml:NameID>')),
  ],
  ['a value without end', 'attribute_value', inAssertion(filled('saml:AttributeValue', 'a'.repeat(501)))],
  ['an Attribute without name', 'attribute_name', inAssertion(attribute('saml:Attribute', 'Name', null))],
  ['an Attribute twice', 'attribute_twice', inAssertion(twice('saml:Attribute'))],
  ['an Attribute of another namespace', 'attribute_name', inAssertion(followed('saml:Attribute', FOREIGN))],
  ['an encrypted attribute', 'attribute_name', inAssertion(followed('saml:Attribute', '<saml:EncryptedAttribute/>'))],
  ...['spidCode', 'name', 'familyName', 'fiscalNumber'].flatMap((name): readonly Line[] => [
    [`${name} missing`, `attribute_missing_${name}`, withoutAttribute(name)],
    [`${name} empty`, `attribute_missing_${name}`, withValue(name, '')],
  ]),
  ['fiscalNumber with a wrong letter', 'attribute_fiscal_number', withValue('fiscalNumber', 'TINIT-DLLNCL92S30L378F')],
  ['fiscalNumber of another country', 'attribute_fiscal_number', withValue('fiscalNumber', 'TINDE-12345678901')],
];

const allLines = [
  ...aroundLines,
  ...assertionLines,
  ...subjectLines,
  ...conditionLines,
  ...authnLines,
  ...attributeStatementLines,
];

describe('a Response that was changed and signed again', () => {
  it('is accepted when nothing is changed', async () => {
    expect(await stage.verify(signAssertion(stage.unsigned(), stage.key))).toMatchObject({ ok: true });
  });

  it.each(allLines)('%s: %s', async (_, rule, edit) => {
    expect(await stage.verify(signAssertion(edit(stage.unsigned()), stage.key))).toEqual(notValid(rule));
  });

  it('is refused when its Assertion has no ID that a signature could be over, or a malformed one', async () => {
    const signedXml = signAssertion(stage.unsigned(), stage.key);
    for (const value of ['', null, '1 2']) {
      const changed = inAssertion(attribute(ASSERTION, 'ID', value))(signedXml);
      expect(await stage.verify(changed)).toEqual(notValid('signature_reference'));
    }
    const digits = inAssertion(attribute(ASSERTION, 'ID', '12'))(stage.unsigned());
    expect(await stage.verify(signAssertion(digits, stage.key))).toEqual(notValid('signature_reference'));
  });

  it('is refused when the Assertion is missing', async () => {
    const empty = stage.unsigned().replace(/<saml:Assertion.*<\/saml:Assertion>/su, '');
    expect(await stage.verify(empty)).toEqual(notValid('assertion'));
    expect(await stage.verify(signWhole(empty, stage.key))).toEqual(notValid('assertion'));
  });
});

describe('a level below the one that was asked', () => {
  it('is refused', async () => {
    expect(await stage.verify(signAssertion(stage.unsigned({ level: 1 }), stage.key))).toEqual({
      ok: false,
      error: { code: 'level_too_low' },
    });
  });

  it('is refused from CIE below the third, whatever was asked', async () => {
    expect(await cie.verify(signAssertion(cie.unsigned({ level: 2 }), cie.key))).toEqual({
      ok: false,
      error: { code: 'level_too_low' },
    });
  });
});

describe('an answer that says that nobody signed in', () => {
  const answer = (error: number, signed = false) =>
    stage.verifyEncoded(
      makeErrorResponse({ ...stage, requestId: REQUEST_ID, at: stage.now }, error, signed ? stage.key : null),
    );

  it.each([19, 20, 21, 22, 23, 25, 30])('tells the citizen, with and without a signature: %d', async (error) => {
    const told = { ok: false, error: { code: 'not_signed_in', error } };
    expect(await answer(error)).toEqual(told);
    expect(await answer(error, true)).toEqual(told);
  });

  it.each([8, 9, 11, 12, 15, 18, 24, 99])('calls an operator: %d', async (error) => {
    expect(await answer(error)).toEqual({ ok: false, error: { code: 'provider_fault', error } });
  });

  it('calls an operator when it has no number', async () => {
    const failed = aroundAssertion(attribute('samlp:StatusCode', 'Value', `${STATUS}Responder`))(stage.unsigned());
    expect(await stage.verify(failed)).toEqual({ ok: false, error: { code: 'provider_fault', error: null } });
  });

  it('is none to another request, or of another provider', async () => {
    const facts = { ...stage, requestId: '_altra', at: stage.now };
    expect(await stage.verifyEncoded(makeErrorResponse(facts, 22, null))).toEqual(notValid('response_in_response_to'));
    const other: IdentityProviderEntry = { ...stage.provider, entityId: 'https://altro.example' };
    const ofOther = { ...stage, provider: other, requestId: REQUEST_ID, at: stage.now };
    expect(await stage.verifyEncoded(makeErrorResponse(ofOther, 22, null))).toEqual(notValid('response_issuer'));
  });
});

describe('what is no Response at all', () => {
  const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');

  it.each([
    ['nothing', 'message_base64', () => ''],
    ['no base64', 'message_base64', () => 'PGEvPg%3D%3D'],
    ['base64 with something in it', 'message_base64', (valid: string) => `${valid.slice(0, 40)} !${valid.slice(40)}`],
    ['base64 of addresses', 'message_base64', () => 'PD-_'],
    ['5 MB', 'message_size', () => base64('<a>'.padEnd(5_000_000, ' '))],
    ['a byte too much', 'message_size', () => base64(`<a>${' '.repeat(64 * 1024)}</a>`)],
    ['bytes that are no UTF-8', 'message_encoding', () => base64(Uint8Array.of(60, 97, 47, 62, 0xff))],
    ['another encoding', 'message_xml', () => base64('<?xml version="1.0" encoding="ISO-8859-1"?><a/>')],
    ['no XML', 'message_xml', () => base64('ciao')],
    ['XML without end', 'message_xml', () => base64('<a><b></a>')],
    ['an attribute without quotes', 'message_xml', () => base64('<a b=c/>')],
    ['an attribute twice', 'message_xml', () => base64('<a b="1" b="2"/>')],
    ['a prefix without namespace', 'message_response', () => base64('<samlp:Response/>')],
    ['a character that XML forbids', 'message_xml', () => base64('<a>&#0;</a>')],
    ['an entity that nobody declared', 'message_xml', () => base64('<a>&ciao;</a>')],
    ['a processing instruction', 'message_xml', () => base64('<a><?php echo 1 ?></a>')],
    ['very deep XML', 'message_xml', () => base64('<a>'.repeat(60) + '</a>'.repeat(60))],
    ['very many elements', 'message_xml', () => base64(`<a>${'<b/>'.repeat(5000)}</a>`)],
    ['an end tag too much', 'message_xml', () => base64('<a><b></b></c></a>')],
    ['text behind the end', 'message_xml', () => base64('<a></a>ciao')],
    ['a tag in a value', 'message_xml', () => base64('<a b="<c>"/>')],
    ['two roots', 'message_xml', () => base64('<a/><b/>')],
    [
      'another message',
      'message_response',
      () => base64('<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>'),
    ],
    [
      'a Response of SAML 1',
      'message_response',
      () => base64('<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol"/>'),
    ],
  ])('is refused: %s', async (_, rule, make) => {
    const encoded = make(base64(stage.unsigned()));
    expect(answeredRequest(encoded)).toEqual(notValid(rule));
    expect(await stage.verifyEncoded(encoded)).toEqual(notValid(rule));
  });

  it.each([
    '<!DOCTYPE samlp:Response>',
    '<!DOCTYPE r [<!ENTITY e "DLLNCL92S30L378E">]>',
    '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
    '<!doctype r>',
  ])('is refused with a document type: %s', async (type) => {
    expect(await stage.verify(type + signAssertion(stage.unsigned(), stage.key))).toEqual(notValid('message_xml'));
  });
});

describe('the request that a Response answers', () => {
  it('is read from it, whatever else it says', () => {
    const xml = stage.unsigned();
    expect(answeredRequest(Buffer.from(xml).toString('base64'))).toEqual({
      ok: true,
      value: { requestId: REQUEST_ID, xml },
    });
  });

  it.each([null, '', '_a b', `_${'a'.repeat(300)}`])('must be one that can be: %s', (value) => {
    const xml = aroundAssertion(attribute(RESPONSE, 'InResponseTo', value))(stage.unsigned());
    expect(answeredRequest(Buffer.from(xml).toString('base64'))).toEqual(notValid('response_in_response_to'));
  });
});
