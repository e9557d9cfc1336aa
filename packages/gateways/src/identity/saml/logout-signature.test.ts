import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IdentityProviderEntry, LogoutMessage } from '@stanza/core';
import { SignedXml } from 'xml-crypto';
import type { SigningKey } from './signing-key.ts';
import { byRedirect, inForm, LOGOUT_REQUEST, signedInside } from './testing/sample-logout.ts';
import { sampleProvider } from './testing/sample-provider.ts';
import { SAMPLE_NOW, sampleKey, sampleSettings } from './testing/sample-service-provider.ts';
import { verifyLogoutRequest } from './verify-logout.ts';

const settings = sampleSettings('spid');
let key: SigningKey;
let strangerKey: SigningKey;
let provider: IdentityProviderEntry;
beforeAll(async () => {
  [key, strangerKey] = await Promise.all([sampleKey(settings), sampleKey(settings)]);
  provider = sampleProvider('spid', key.certificatePem);
});

const verifyRequest = (message: LogoutMessage) => verifyLogoutRequest(settings, provider, message, SAMPLE_NOW);
const refused = (rule: string) => ({ ok: false, error: { code: 'not_valid', rule } });
const asking = (relayState: string | null) => ({
  ok: true,
  value: { requestId: '_messaggio', nameId: '_persona', sessionIndexes: ['_sessione'], relayState },
});

/** A query put together and signed by hand. */
const query = (algorithm: string, digest: string, between = ''): LogoutMessage => {
  const encoded = encodeURIComponent(deflateRawSync(LOGOUT_REQUEST).toString('base64'));
  const signed = `SAMLRequest=${encoded}${between}&SigAlg=${encodeURIComponent(algorithm)}`;
  const signature = sign(digest, Buffer.from(signed), key.privateKeyPem).toString('base64');
  return { binding: 'redirect', query: `${signed}&Signature=${encodeURIComponent(signature)}` };
};
const RSA = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha';

describe('the signature of a query', () => {
  it('is good with SHA-512 too, as in XML, and as the provider encodes its query', async () => {
    expect(await verifyRequest(query(`${RSA}384`, 'RSA-SHA384'))).toEqual(refused('logout_signature'));
    expect(await verifyRequest(query(`${RSA}512`, 'RSA-SHA512'))).toEqual(asking(null));
    expect(await verifyRequest(query(`${RSA}256`, 'RSA-SHA256', '&RelayState=a%2fb+c'))).toEqual(asking('a/b c'));
  });

  it('leaves out a state that it is not over, whose name is written in another way', async () => {
    const { query: sent } = await byRedirect(LOGOUT_REQUEST, key, null);
    for (const name of ['Relay%53tate', 'relaystate', 'RelayState%20', '+RelayState']) {
      expect(await verifyRequest({ binding: 'redirect', query: `${sent}&${name}=altro` })).toEqual(asking(null));
    }
  });

  it.each<readonly [string, (query: string) => string, string]>([
    ['there is none', (sent) => sent.replace(/&Signature=.*$/u, ''), 'logout_signature'],
    ['it is empty', (sent) => sent.replace(/&Signature=.*$/u, '&Signature='), 'logout_signature'],
    ['its algorithm is missing', (sent) => sent.replace(/&SigAlg=[^&]*/u, ''), 'logout_signature'],
    ['it says another algorithm', (sent) => sent.replace('rsa-sha256', 'rsa-sha512'), 'logout_signature'],
    ['another state', (sent) => sent.replace('=stato', '=altro'), 'logout_signature'],
    ['no state any more', (sent) => sent.replace('&RelayState=stato', ''), 'logout_signature'],
    ['a message twice', (sent) => `${sent}&SAMLRequest=x`, 'message_query'],
    ['a state twice', (sent) => `${sent}&RelayState=x`, 'message_query'],
    ['both kinds', (sent) => `${sent}&SAMLResponse=x`, 'message_query'],
    ['no message', () => 'RelayState=stato', 'message_query'],
    ['a state in a broken encoding', (sent) => sent.replace('=stato', '=%'), 'message_query'],
    ['broken encoding', (sent) => sent.replace('SAMLRequest=', 'SAMLRequest=%'), 'message_query'],
    ['no base64', (sent) => sent.replace('SAMLRequest=', 'SAMLRequest=!'), 'message_base64'],
    ['nothing deflated', (sent) => sent.replace(/SAMLRequest=[^&]*/u, 'SAMLRequest=AAAA'), 'message_deflate'],
  ])('is not good when: %s', async (_, change, rule) => {
    const { query: sent } = await byRedirect(LOGOUT_REQUEST, key);
    expect(await verifyRequest({ binding: 'redirect', query: change(sent) })).toEqual(refused(rule));
  });

  it('is not good by the key of somebody else, nor with SHA-1', async () => {
    expect(await verifyRequest(await byRedirect(LOGOUT_REQUEST, strangerKey))).toEqual(refused('logout_signature'));
    const sha1 = query('http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'RSA-SHA1');
    expect(await verifyRequest(sha1)).toEqual(refused('logout_signature'));
  });

  it('does not make a bomb be unpacked', async () => {
    const bomb = await byRedirect(`<a>${' '.repeat(50_000_000)}</a>`, key);
    expect(bomb.query.length).toBeLessThan(80_000);
    expect(await verifyRequest(bomb)).toEqual(refused('message_deflate'));
  });
});

describe('the signature inside a message by form', () => {
  /** The usual signature, with one thing of its making changed. */
  const signedWith = (changed: {
    method?: string;
    digest?: string;
    transforms?: string[];
    xpath?: string;
    whole?: boolean;
  }): string => {
    const signer = new SignedXml({
      privateKey: key.privateKeyPem,
      publicCert: key.certificatePem,
      canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
      signatureAlgorithm: changed.method ?? `${RSA}256`,
    });
    signer.addReference({
      xpath: changed.xpath ?? '/*',
      isEmptyUri: changed.whole ?? false,
      transforms: changed.transforms ?? [
        'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
        'http://www.w3.org/2001/10/xml-exc-c14n#',
      ],
      digestAlgorithm: changed.digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256',
    });
    signer.computeSignature(LOGOUT_REQUEST, { prefix: 'ds' });
    return signer.getSignedXml();
  };
  const verifyXml = (xml: string) => verifyRequest(inForm(xml));

  it('is not good when it is missing, of somebody else, or of a message with other words', async () => {
    const signed = signedInside(LOGOUT_REQUEST, key);
    expect(await verifyXml(LOGOUT_REQUEST)).toEqual(refused('logout_signature'));
    expect(await verifyXml(signedInside(LOGOUT_REQUEST, strangerKey))).toEqual(refused('logout_signature'));
    expect(await verifyXml(signed.replace('>_persona<', '>_altra<'))).toEqual(refused('logout_signature'));
  });

  it('is good in this making, and in no weaker or other one', async () => {
    expect(await verifyXml(signedWith({}))).toEqual(asking(null));
    const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
    for (const changed of [
      { method: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' },
      { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' },
      { transforms: [exclusive] },
      { transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', `${exclusive}WithComments`] },
      { xpath: "//*[local-name(.)='NameID']" },
      { whole: true },
    ]) {
      expect(await verifyXml(signedWith(changed))).toEqual(refused('logout_signature'));
    }
  });

  it('does not cover a message that is wrapped around the signed one', async () => {
    const signed = signedInside(LOGOUT_REQUEST, key);
    const signature = /<ds:Signature.*<\/ds:Signature>/u.exec(signed)?.[0] ?? '';
    const forged = LOGOUT_REQUEST.replace('_persona', '_vittima');
    const wrap = (id: string, inside: string) =>
      forged.replace('ID="_messaggio"', `ID="${id}"`).replace('<saml:NameID', `${inside}<saml:NameID`);
    const whole = `<samlp:Extensions>${signed}</samlp:Extensions>`;
    const original = `<samlp:Extensions>${LOGOUT_REQUEST}</samlp:Extensions>`;
    for (const xml of [
      wrap('_altro', whole),
      wrap('_messaggio', whole),
      wrap('_altro', `${signature}${original}`),
      wrap('_messaggio', `${signature}${original}`),
      wrap('_altro', signature.replace('</ds:Signature>', `<ds:Object>${LOGOUT_REQUEST}</ds:Object></ds:Signature>`)),
    ]) {
      expect(await verifyXml(xml)).toEqual(refused('logout_signature'));
    }
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['nothing', {}, 'message_form'],
    ['both kinds', { SAMLRequest: 'AAAA', SAMLResponse: 'AAAA' }, 'message_form'],
    ['an empty field', { SAMLRequest: '' }, 'message_base64'],
    ['what is no XML', { SAMLRequest: 'AAAA' }, 'message_xml'],
    ['what is no UTF-8', { SAMLRequest: '/////w==' }, 'message_encoding'],
    ['far too much', { SAMLRequest: 'A'.repeat(200_000) }, 'message_size'],
    ['a little too much', { SAMLRequest: Buffer.alloc(100 * 1024 + 1, ' ').toString('base64') }, 'message_size'],
  ])('is not looked for in a form with %s', async (_, form, rule) => {
    expect(await verifyRequest({ binding: 'post', form })).toEqual(refused(rule));
  });
});
