import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IdentityProviderEntry, LogoutMessage } from '@stanza/core';
import { describeWithXmlTools } from '../../../../../scripts/testing/describe-with-xml-tools.ts';
import { schemaProblems, signatureProblems } from '../../../../../scripts/testing/xml-tools.ts';
import type { SigningKey } from './signing-key.ts';
import { byRedirect, inForm, LOGOUT_REQUEST, LOGOUT_RESPONSE, signedInside } from './testing/sample-logout.ts';
import { sampleProvider } from './testing/sample-provider.ts';
import { SAMPLE_NOW, sampleKey, sampleSettings } from './testing/sample-service-provider.ts';
import { senderOfLogout, verifyLogoutAnswer, verifyLogoutRequest } from './verify-logout.ts';

const settings = sampleSettings('spid');
let key: SigningKey;
let strangerKey: SigningKey;
let provider: IdentityProviderEntry;
beforeAll(async () => {
  [key, strangerKey] = await Promise.all([sampleKey(settings), sampleKey(settings)]);
  provider = sampleProvider('spid', key.certificatePem);
});

const verifyRequest = (message: LogoutMessage, by = provider) => verifyLogoutRequest(settings, by, message, SAMPLE_NOW);
const verifyAnswer = (message: LogoutMessage) => verifyLogoutAnswer(settings, provider, message, SAMPLE_NOW);
const refused = (rule: string) => ({ ok: false, error: { code: 'not_valid', rule } });
const asking = (relayState: string | null) => ({
  ok: true,
  value: { requestId: '_messaggio', nameId: '_persona', sessionIndexes: ['_sessione'], relayState },
});

describeWithXmlTools('the messages of these tests as others judge them', () => {
  it.each([LOGOUT_REQUEST, LOGOUT_RESPONSE])('are in order: %.26s', async (xml) => {
    const signed = signedInside(xml, key);
    expect(await schemaProblems(signed, 'protocol')).toBe('');
    const name = xml.includes('LogoutRequest') ? 'LogoutRequest' : 'LogoutResponse';
    const namespace = 'urn:oasis:names:tc:SAML:2.0:protocol';
    expect(await signatureProblems(signed, key.certificatePem, { namespace, name })).toBe('');
  });
});

describe('a logout that a provider asks for', () => {
  it('is believed when it is signed: by redirect, with or without a state, and by form', async () => {
    expect(await verifyRequest(await byRedirect(LOGOUT_REQUEST, key))).toEqual(asking('stato'));
    expect(await verifyRequest(await byRedirect(LOGOUT_REQUEST, key, null))).toEqual(asking(null));
    expect(await verifyRequest(inForm(signedInside(LOGOUT_REQUEST, key)))).toEqual(asking(null));
  });

  it('brings a state, of a reasonable length, that goes back as it came', async () => {
    const { form } = inForm(signedInside(LOGOUT_REQUEST, key));
    const inFormWith = (RelayState: string): LogoutMessage => ({ binding: 'post', form: { ...form, RelayState } });
    for (const [state, kept] of [
      ['un%20po’ di=tutto&+', 'un%20po’ di=tutto&+'],
      ['a'.repeat(1000), 'a'.repeat(1000)],
      ['a'.repeat(1001), null],
      ['', null],
    ] as const) {
      expect(await verifyRequest(await byRedirect(LOGOUT_REQUEST, key, state))).toEqual(asking(kept));
      expect(await verifyRequest(inFormWith(state))).toEqual(asking(kept));
    }
  });

  it('is believed by any of the keys of the provider, as during a rollover', async () => {
    const rolling = sampleProvider('spid', strangerKey.certificatePem, key.certificatePem);
    const broken = { ...rolling, certificates: ['AAAA', ...rolling.certificates] };
    expect(await verifyRequest(await byRedirect(LOGOUT_REQUEST, key), broken)).toEqual(asking('stato'));
    expect(await verifyRequest(inForm(signedInside(LOGOUT_REQUEST, key)), broken)).toEqual(asking(null));
  });

  it('may have lines around the name of the person', async () => {
    const padded = LOGOUT_REQUEST.replace('>_persona<', '>\n  _persona\n<');
    expect(await verifyRequest(await byRedirect(padded, key))).toEqual(asking('stato'));
  });

  it('may name no session, or several, and end later', async () => {
    const none = LOGOUT_REQUEST.replace(/<samlp:SessionIndex>.*<\/samlp:SessionIndex>/u, '');
    const two = LOGOUT_REQUEST.replace('</samlp:LogoutRequest>', '<samlp:SessionIndex>_b</samlp:SessionIndex>$&');
    const later = LOGOUT_REQUEST.replace('Version', 'NotOnOrAfter="2026-03-02T10:05:00Z" Version');
    const indexes = async (xml: string) => {
      const asked = await verifyRequest(await byRedirect(xml, key));
      return asked.ok ? asked.value.sessionIndexes : asked.error;
    };
    expect(await indexes(none)).toEqual([]);
    expect(await indexes(two)).toEqual(['_sessione', '_b']);
    expect(await indexes(later)).toEqual(['_sessione']);
  });

  it.each<readonly [string, string | RegExp, string]>([
    ['logout_id', ' ID="_messaggio"', ' ID=""'],
    ['logout_version', 'Version="2.0"', 'Version="1.1"'],
    ['logout_issue_instant', '10:00:00Z', '09:54:59Z'],
    ['logout_issue_instant', '10:00:00Z', '10:05:01Z'],
    ['logout_issue_instant', /IssueInstant="[^"]*"/u, ''],
    ['logout_issue_instant', '10:00:00Z', '10:00:00+00:00'],
    ['logout_destination', '/forli/spid/logout', '/rovereto/spid/logout'],
    ['logout_destination', /Destination="[^"]*"/u, ''],
    ['logout_issuer', '>https://idp.example<', '>https://altro.example<'],
    ['logout_issuer', /<saml:Issuer.*<\/saml:Issuer>/u, ''],
    ['logout_issuer_format', 'nameid-format:entity', 'nameid-format:transient'],
    ['logout_name_id', '>_persona<', '><'],
    ['logout_name_id', /<saml:NameID.*<\/saml:NameID>/u, ''],
    ['logout_name_id', /(<saml:NameID.*<\/saml:NameID>)/u, '$1$1'],
    ['logout_session_index', '>_sessione<', '><'],
    ['logout_not_on_or_after', 'Version', 'NotOnOrAfter="2026-03-02T09:59:00Z" Version'],
    ['logout_not_on_or_after', 'Version', 'NotOnOrAfter="domani" Version'],
    ['logout_root', /samlp:LogoutRequest/gu, 'samlp:AuthnRequest'],
    ['message_xml', '<samlp', '<!DOCTYPE x [<!ENTITY e "_persona">]><samlp'],
    ['message_xml', '</samlp:LogoutRequest>', ''],
  ])('is refused by the rule %s, though signed: %s becomes %s', async (rule, from, to) => {
    const changed = LOGOUT_REQUEST.replace(from, to);
    expect(changed).not.toBe(LOGOUT_REQUEST);
    expect(await verifyRequest(await byRedirect(changed, key))).toEqual(refused(rule));
  });

  it('is refused when it goes on into an answer', async () => {
    expect(await verifyRequest(await byRedirect(LOGOUT_RESPONSE, key))).toEqual(refused('logout_kind'));
    const { query: asRequest } = await byRedirect(LOGOUT_REQUEST, key);
    const message: LogoutMessage = { binding: 'redirect', query: asRequest.replace('SAMLRequest', 'SAMLResponse') };
    expect(await verifyRequest(message)).toEqual(refused('logout_root'));
  });
});

describe('the answer of a provider', () => {
  it('is believed when it is signed, and says which request it is to', async () => {
    const over = { ok: true, value: { requestId: '_richiesta' } };
    expect(await verifyAnswer(await byRedirect(LOGOUT_RESPONSE, key))).toEqual(over);
    expect(await verifyAnswer(inForm(signedInside(LOGOUT_RESPONSE, key)))).toEqual(over);
  });

  it.each<readonly [string, string | RegExp, string]>([
    ['logout_in_response_to', '_richiesta', '1 nessuna'],
    ['logout_in_response_to', ' InResponseTo="_richiesta"', ''],
    ['logout_issuer', '>https://idp.example<', '>https://altro.example<'],
    ['logout_destination', '/forli/spid/logout', '/forli/cie/logout'],
    ['response_status', /<samlp:Status>.*<\/samlp:Status>/u, ''],
    ['response_status_code', 'status:Success', 'status:Boh'],
  ])('is refused by the rule %s, though signed: %s becomes %s', async (rule, from, to) => {
    const changed = LOGOUT_RESPONSE.replace(from, to);
    expect(await verifyAnswer(await byRedirect(changed, key))).toEqual(refused(rule));
  });

  it('tells when the provider could not do it', async () => {
    const failed = LOGOUT_RESPONSE.replace('status:Success', 'status:Responder');
    expect(await verifyAnswer(await byRedirect(failed, key))).toEqual({
      ok: false,
      error: { code: 'provider_fault', error: null },
    });
  });

  it('is refused unsigned', async () => {
    expect(await verifyAnswer(inForm(LOGOUT_RESPONSE))).toEqual(refused('logout_signature'));
    expect(await verifyAnswer(await byRedirect(LOGOUT_REQUEST, key))).toEqual(refused('logout_kind'));
  });
});

describe('who sent a message', () => {
  it('is known before anything is believed', async () => {
    const request = await byRedirect(LOGOUT_REQUEST, strangerKey);
    expect(senderOfLogout(request)).toEqual({
      ok: true,
      value: { kind: 'request', provider: 'https://idp.example' },
    });
    expect(senderOfLogout(inForm(LOGOUT_RESPONSE))).toEqual({
      ok: true,
      value: { kind: 'response', provider: 'https://idp.example' },
    });
  });

  it('is not known of what does not say it', () => {
    expect(senderOfLogout({ binding: 'post', form: {} })).toEqual(refused('message_form'));
    const nobody = LOGOUT_REQUEST.replace(/<saml:Issuer.*<\/saml:Issuer>/u, '');
    expect(senderOfLogout(inForm(nobody))).toEqual(refused('logout_issuer'));
  });
});
