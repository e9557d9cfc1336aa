import { createSign, X509Certificate } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceProviderSettings } from '@stanza/core';
import { childrenNamed, onlyChild, parseXml, textOf } from '../saml/parse-xml.ts';
import { ALGORITHMS, NAMESPACES } from '../saml/saml-names.ts';
import { certificateBase64, type SigningKey } from '../saml/signing-key.ts';
import { testCitizens } from '../test-citizens.ts';
import {
  makeErrorResponse,
  makeProviderKey,
  makeSignInResponse,
  parseAuthnRequest,
  personAttributes,
} from './index.ts';

const settings: ServiceProviderSettings = {
  federation: 'spid',
  entityId: 'https://stanza.example/forli',
  baseUrl: 'https://stanza.example/forli',
  organization: { name: 'Comune di Forlì', displayName: 'Forlì', url: 'https://www.comune.forli.example' },
  ipaCode: 'c_d704',
  fiscalCode: '00606620409',
  city: 'Forlì',
  municipality: 'D704',
  contact: { email: 'spid@comune.forli.example', telephone: null },
};
const provider = {
  federation: 'spid',
  entityId: 'https://idp.example',
  name: 'Identità di prova',
  signInUrl: 'https://idp.example/sso?a=1&b=2',
  logoutUrl: 'https://idp.example/slo',
  logoutAnswerUrl: 'https://idp.example/slo-fatto',
} as const;
const at = new Date('2026-05-04T10:00:00.000Z');
const facts = { provider, settings, requestId: '_domanda', at };

let key: SigningKey;
beforeAll(async () => {
  key = await makeProviderKey(at);
});

const rootOf = (encoded: string): Element => {
  const root = parseXml(Buffer.from(encoded, 'base64').toString('utf8'));
  if (root === null) throw new Error('No XML');
  return root;
};

describe('the key of the test provider', () => {
  it('is RSA of 2048 bits with a certificate of its own', () => {
    const certificate = new X509Certificate(Buffer.from(certificateBase64(key.certificatePem), 'base64'));
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(new Date(certificate.validTo).getTime()).toBeGreaterThan(at.getTime());
  });
});

describe('its answers', () => {
  const [anna] = testCitizens;
  const attributes = personAttributes(
    'spid',
    anna?.verified ??
      (() => {
        throw new Error('Nobody');
      })(),
  );

  it.each([
    ['assertion', 0, 1],
    ['response', 1, 0],
    ['both', 1, 1],
    ['none', 0, 0],
  ] as const)('carry signatures where they are asked: %s', (sign, onResponse, onAssertion) => {
    const response = rootOf(makeSignInResponse({ ...facts, attributes, level: 2 }, key, sign));
    const [assertion] = childrenNamed(response, NAMESPACES.assertion, 'Assertion');
    expect(childrenNamed(response, NAMESPACES.signature, 'Signature')).toHaveLength(onResponse);
    expect(assertion && childrenNamed(assertion, NAMESPACES.signature, 'Signature')).toHaveLength(onAssertion);
  });

  it('say what went wrong by number', () => {
    for (const signing of [null, key]) {
      const response = rootOf(makeErrorResponse(facts, 9, signing));
      expect(
        textOf(onlyChild(onlyChild(response, NAMESPACES.protocol, 'Status'), NAMESPACES.protocol, 'StatusMessage')),
      ).toBe('ErrorCode nr09');
      expect(childrenNamed(response, NAMESPACES.signature, 'Signature')).toHaveLength(signing === null ? 0 : 1);
    }
  });

  it('say of CIE only what CIE says', () => {
    expect(Object.keys(attributes)).toEqual([
      'name',
      'familyName',
      'fiscalNumber',
      'dateOfBirth',
      'spidCode',
      'placeOfBirth',
      'email',
      'mobilePhone',
    ]);
    const verified = anna?.verified;
    expect(verified && Object.keys(personAttributes('cie', verified))).toHaveLength(4);
    expect(verified && personAttributes('spid', verified, ['fiscalNumber'])).toEqual({
      fiscalNumber: 'TINIT-BNCNNA85D52H612Q',
    });
  });
});

describe('an AuthnRequest by redirect', () => {
  const xml = (level = 'https://www.spid.gov.it/SpidL2') =>
    `<samlp:AuthnRequest xmlns:samlp="${NAMESPACES.protocol}" xmlns:saml="${NAMESPACES.assertion}" ID="_a1" Version="2.0" IssueInstant="${at.toISOString()}"` +
    ' Destination="https://idp.example/sso" ForceAuthn="true" AssertionConsumerServiceIndex="0" AttributeConsumingServiceIndex="1">' +
    `<saml:Issuer>${settings.entityId}</saml:Issuer><samlp:RequestedAuthnContext Comparison="minimum">` +
    `<saml:AuthnContextClassRef>${level}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext></samlp:AuthnRequest>`;
  const signedQuery = (content: string): string => {
    const query = new URLSearchParams({
      SAMLRequest: deflateRawSync(content).toString('base64'),
      RelayState: 'opaco+/=',
      SigAlg: ALGORITHMS.rsaSha256,
    }).toString();
    const signature = createSign('RSA-SHA256').update(query).sign(key.privateKeyPem, 'base64');
    return `${query}&Signature=${encodeURIComponent(signature)}`;
  };
  const parse = (query: string) => parseAuthnRequest(query, settings, key.certificatePem);

  it('is read when its service provider has signed it', () => {
    expect(parse(signedQuery(xml()))).toEqual({
      ok: true,
      value: {
        requestId: '_a1',
        destination: 'https://idp.example/sso',
        issuer: settings.entityId,
        level: 2,
        forceAuthn: true,
        acsUrl: 'https://stanza.example/forli/spid/acs',
        attributeIndex: 1,
        relayState: 'opaco+/=',
      },
    });
  });

  it.each([
    ['request_signature', (query: string) => query.replace('RelayState=opaco', 'RelayState=altro')],
    ['request_signature', (query: string) => query.slice(0, query.indexOf('&Signature'))],
    ['request_level', () => signedQuery(xml('https://www.spid.gov.it/SpidL4'))],
    ['request_xml', () => signedQuery('<a/>')],
    ['request_issuer', () => signedQuery(xml().replace(settings.entityId, 'https://altro.example'))],
    ['request_acs', () => signedQuery(xml().replace('ServiceIndex="0"', 'ServiceIndex="1"'))],
  ])('is refused by %s', (rule, change) => {
    expect(parse(change(signedQuery(xml())))).toEqual({ ok: false, error: { code: 'not_valid', rule } });
  });
});
