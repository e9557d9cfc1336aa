import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Federation, OutgoingMessage, SignInLevel, SignInPurpose } from '@stanza/core';
import { describeWithXmlTools } from '../../../../../scripts/testing/describe-with-xml-tools.ts';
import { schemaProblems } from '../../../../../scripts/testing/xml-tools.ts';
import { makeAuthnRequest } from './authn-request.ts';
import { makeMetadata } from './metadata.ts';
import type { SigningKey } from './signing-key.ts';
import { isRedirectSigned, readRedirect } from './testing/read-redirect.ts';
import { childrenOf, only, readXml, type SeenElement } from './testing/read-xml.ts';
import { sampleProvider } from './testing/sample-provider.ts';
import { SAMPLE_NOW, sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

let key: SigningKey;
beforeAll(async () => {
  key = await sampleKey(sampleSettings('spid'));
});

const ask = (
  federation: Federation,
  level: SignInLevel = 2,
  purpose: SignInPurpose = 'access',
): Promise<OutgoingMessage> =>
  makeAuthnRequest(sampleSettings(federation), key, sampleProvider(federation), {
    level,
    purpose,
    at: SAMPLE_NOW,
    relayState: 'f3b1 c+/=&',
  });
const askedXml = async (...asked: Parameters<typeof ask>): Promise<SeenElement> =>
  readXml(readRedirect((await ask(...asked)).url).xml);

describeWithXmlTools('a request to sign in as others judge it', () => {
  it.each(['spid', 'cie'] as const)('is valid against the schema: %s', async (federation) => {
    expect(await schemaProblems((await ask(federation)).xml, 'protocol')).toBe('');
  });
});

describe('a request to sign in', () => {
  it('goes to the place of the provider, with its query, and is signed over what the address says', async () => {
    const { url, xml, id } = await ask('spid');
    const seen = readRedirect(url);
    expect(seen.origin).toBe('https://idp.example/sso');
    expect(seen.names).toEqual(['via', 'lingua', 'SAMLRequest', 'RelayState', 'SigAlg', 'Signature']);
    expect(seen.parameters.SigAlg).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    expect(seen.parameters.RelayState).toBe('f3b1 c+/=&');
    expect(seen.xml).toBe(xml);
    expect(isRedirectSigned(url, key.certificatePem)).toBe(true);
    expect(isRedirectSigned(url.replace('f3b1', 'f3b2'), key.certificatePem)).toBe(false);
    expect(readXml(xml).attributes.ID).toBe(id);
  });

  it('is of the ente, at its instant, for this provider, and carries no signature in the XML', async () => {
    const request = await askedXml('spid');
    const { entityId } = sampleSettings('spid');
    expect(request.name).toBe('samlp:AuthnRequest');
    expect(request.attributes).toEqual({
      ID: expect.stringMatching(/^_[0-9a-f]{64}$/u),
      Version: '2.0',
      IssueInstant: '2026-03-02T10:00:00.000Z',
      Destination: 'https://idp.example/sso?via=redirect&lingua=it',
      ForceAuthn: 'true',
      AssertionConsumerServiceIndex: '0',
      AttributeConsumingServiceIndex: '0',
      'xmlns:samlp': 'urn:oasis:names:tc:SAML:2.0:protocol',
      'xmlns:saml': 'urn:oasis:names:tc:SAML:2.0:assertion',
    });
    expect(request.children.map(({ name }) => name)).toEqual([
      'saml:Issuer',
      'samlp:NameIDPolicy',
      'samlp:RequestedAuthnContext',
    ]);
    const issuer = only(request, 'saml:Issuer');
    expect([issuer.text, issuer.attributes]).toEqual([
      entityId,
      { Format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity', NameQualifier: entityId },
    ]);
    expect(only(request, 'samlp:NameIDPolicy').attributes).toEqual({
      Format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
    });
  });

  it.each([
    ['spid', 1, undefined],
    ['spid', 2, 'true'],
    ['spid', 3, 'true'],
    ['cie', 1, 'true'],
    ['cie', 3, 'true'],
  ] as const)(
    'of %s at level %d asks for that level or more, signing in anew: %s',
    async (federation, level, forced) => {
      const request = await askedXml(federation, level);
      expect(request.attributes.ForceAuthn).toBe(forced);
      const context = only(request, 'samlp:RequestedAuthnContext');
      expect(context.attributes).toEqual({ Comparison: 'minimum' });
      expect(context.children.map(({ text }) => text)).toEqual([`https://www.spid.gov.it/SpidL${level}`]);
    },
  );

  it.each(['spid', 'cie'] as const)('names places and attributes that the metadata have: %s', async (federation) => {
    const descriptor = only(
      readXml(makeMetadata(sampleSettings(federation), { current: key, next: null })),
      'md:SPSSODescriptor',
    );
    const indexes = (name: string) => childrenOf(descriptor, name).map(({ attributes }) => attributes.index);
    for (const purpose of ['access', 'confirmation'] as const) {
      const { attributes } = await askedXml(federation, 2, purpose);
      expect(indexes('md:AssertionConsumerService')).toContain(attributes.AssertionConsumerServiceIndex);
      expect(indexes('md:AttributeConsumingService')).toContain(attributes.AttributeConsumingServiceIndex);
    }
  });

  it('to confirm who one is asks for fewer attributes', async () => {
    expect((await askedXml('spid', 3, 'confirmation')).attributes.AttributeConsumingServiceIndex).toBe('1');
  });

  it('is never the same twice', async () => {
    expect((await ask('spid')).id).not.toBe((await ask('spid')).id);
  });
});
