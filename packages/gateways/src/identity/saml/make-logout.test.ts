import { beforeAll, describe, expect, it } from '@jest/globals';
import type { OutgoingMessage, ProviderSession } from '@stanza/core';
import { describeWithXmlTools } from '../../../../../scripts/testing/describe-with-xml-tools.ts';
import { schemaProblems } from '../../../../../scripts/testing/xml-tools.ts';
import { makeLogoutAnswer, makeLogoutRequest } from './make-logout.ts';
import type { SigningKey } from './signing-key.ts';
import { isRedirectSigned, readRedirect } from './testing/read-redirect.ts';
import { only, readXml } from './testing/read-xml.ts';
import { sampleProvider } from './testing/sample-provider.ts';
import { SAMPLE_NOW, sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

const settings = sampleSettings('spid');
const provider = sampleProvider('spid');
const session: ProviderSession = {
  federation: 'spid',
  provider: provider.entityId,
  nameId: '_persona & altri',
  nameQualifier: 'https://idp.example',
  sessionIndex: '_sessione',
};
let key: SigningKey;
beforeAll(async () => {
  key = await sampleKey(settings);
});

const must = (message: OutgoingMessage | null): OutgoingMessage => {
  if (message === null) throw new Error('a message was expected');
  return message;
};
const request = async (changed: Partial<ProviderSession> = {}) =>
  must(await makeLogoutRequest(settings, key, provider, { ...session, ...changed }, SAMPLE_NOW));
const answer = async (relayState: string | null = null) =>
  must(await makeLogoutAnswer(settings, key, provider, { requestId: '_loro', at: SAMPLE_NOW, relayState }));

describeWithXmlTools('messages about a logout as others judge them', () => {
  it('are valid against the schema', async () => {
    expect(await schemaProblems((await request()).xml, 'protocol')).toBe('');
    expect(await schemaProblems((await request({ nameQualifier: '', sessionIndex: null })).xml, 'protocol')).toBe('');
    expect(await schemaProblems((await answer()).xml, 'protocol')).toBe('');
  });
});

describe('a request to end a session', () => {
  it('goes to the provider, signed, and names the session as the provider knows it', async () => {
    const { id, url, xml } = await request();
    const seen = readRedirect(url);
    expect(seen.origin).toBe('https://idp.example/slo');
    expect(seen.names).toEqual(['SAMLRequest', 'SigAlg', 'Signature']);
    expect(seen.xml).toBe(xml);
    expect(isRedirectSigned(url, key.certificatePem)).toBe(true);
    const root = readXml(xml);
    expect(root.name).toBe('samlp:LogoutRequest');
    expect(root.attributes).toMatchObject({
      ID: id,
      Version: '2.0',
      IssueInstant: '2026-03-02T10:00:00.000Z',
      Destination: 'https://idp.example/slo',
    });
    expect(only(root, 'saml:Issuer').text).toBe(settings.entityId);
    expect(only(root, 'saml:NameID')).toMatchObject({
      text: '_persona & altri',
      attributes: {
        Format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
        NameQualifier: 'https://idp.example',
      },
    });
    expect(only(root, 'samlp:SessionIndex').text).toBe('_sessione');
  });

  it('is not made for a provider that has no place for it', async () => {
    const without = { ...provider, logoutUrl: null };
    expect(await makeLogoutRequest(settings, key, without, session, SAMPLE_NOW)).toBeNull();
  });
});

describe('an answer to a provider that ends a session', () => {
  it('says that it is over, with the state that came', async () => {
    const { id, url, xml } = await answer('il loro/stato');
    const seen = readRedirect(url);
    expect(seen.origin).toBe('https://idp.example/slo/risposte');
    expect(seen.names).toEqual(['SAMLResponse', 'RelayState', 'SigAlg', 'Signature']);
    expect(seen.parameters.RelayState).toBe('il loro/stato');
    expect(isRedirectSigned(url, key.certificatePem)).toBe(true);
    const root = readXml(xml);
    expect(root.attributes).toMatchObject({
      ID: id,
      InResponseTo: '_loro',
      Destination: 'https://idp.example/slo/risposte',
    });
    expect(only(only(root, 'samlp:Status'), 'samlp:StatusCode').attributes.Value).toBe(
      'urn:oasis:names:tc:SAML:2.0:status:Success',
    );
  });

  it('is not made for a provider that has no place for it', async () => {
    const without = { ...provider, logoutAnswerUrl: null };
    const asked = { requestId: '_loro', at: SAMPLE_NOW, relayState: null };
    expect(await makeLogoutAnswer(settings, key, without, asked)).toBeNull();
  });
});
