import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Federation } from '@stanza/core';
import { SignedXml } from 'xml-crypto';
import { describeWithXmlTools } from '../../../../../scripts/testing/describe-with-xml-tools.ts';
import { schemaProblems, signatureProblems } from '../../../../../scripts/testing/xml-tools.ts';
import { type RegistryTrust, readRegistry } from './registry-file.ts';
import { ALGORITHMS, NAMESPACES } from './saml-names.ts';
import { signXml } from './sign-xml.ts';
import { certificateBase64, type SigningKey } from './signing-key.ts';
import { keyDescriptor, list, otherXml, providerXml, SSO } from './testing/sample-registry.ts';
import { SAMPLE_NOW, sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

let federationKey: SigningKey;
let providerKey: SigningKey;
beforeAll(async () => {
  const settings = sampleSettings('spid');
  [federationKey, providerKey] = await Promise.all([sampleKey(settings), sampleKey(settings)]);
});

const provider = (): string => providerXml(keyDescriptor(certificateBase64(providerKey.certificatePem)));
const other = (): string => otherXml(provider());
const signed = (xml: string, key = federationKey): string => signXml(xml, key, { signed: '/*', after: null });
const NOTHING: RegistryTrust = { by: 'nothing' };
const byKey = (pem = federationKey.certificatePem): RegistryTrust => ({ by: 'certificate', pem });
const read = (xml: string, trust = byKey(), federation: Federation = 'spid', production = true) =>
  readRegistry(xml, { federation, trust, now: SAMPLE_NOW, production });
const problem = (xml: string, trust?: RegistryTrust): unknown => {
  const result = read(xml, trust);
  return result.ok ? 'taken' : result.error;
};
const taken = (...providers: readonly object[]) => ({ ok: true, value: { providers, skipped: [] } });
const UNO = () => ({
  federation: 'spid',
  entityId: 'https://uno.example',
  name: 'Identità Uno',
  signInUrl: 'https://uno.example/sso?a=1&b=2',
  logoutUrl: 'https://uno.example/slo',
  logoutAnswerUrl: 'https://uno.example/slo/risposta',
  certificates: [certificateBase64(providerKey.certificatePem)],
});

const DUE = () => ({
  ...UNO(),
  entityId: 'https://due.example:8443/2',
  name: 'due.example:8443',
  logoutUrl: null,
  logoutAnswerUrl: null,
});

describeWithXmlTools('the files of these tests as others judge them', () => {
  it('are in order', async () => {
    const xml = signed(list(provider(), other()));
    expect(await schemaProblems(xml, 'metadata')).toBe('');
    const root = { namespace: NAMESPACES.metadata, name: 'EntitiesDescriptor' };
    expect(await signatureProblems(xml, federationKey.certificatePem, root)).toBe('');
  });
});

describe('the file of a federation', () => {
  it('gives its providers with what their metadata say', () => {
    const result = read(signed(list(provider(), other())));
    expect(result).toEqual(taken(UNO(), DUE()));
  });

  it('may begin with a mark of the order of bytes, which its digest is over too', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>${signed(list(provider(), other()))}`;
    expect(read(`\uFEFF${xml}`)).toEqual(taken(UNO(), DUE()));
    const digest = (text: string): RegistryTrust => ({
      by: 'digest',
      sha256: createHash('sha256').update(text).digest('hex'),
    });
    expect(read(`\uFEFF${xml}`, digest(`\uFEFF${xml}`))).toEqual(taken(UNO(), DUE()));
    expect(problem(`\uFEFF${xml}`, digest(xml))).toEqual({ code: 'digest_differs' });
    expect(problem(`\uFEFF\uFEFF${xml}`)).toEqual({ code: 'not_xml' });
  });

  it('may be that of CIE: unsigned, in the default namespace, with comments, extensions and a second role', () => {
    const key = (use: string) => keyDescriptor(certificateBase64(providerKey.certificatePem), use);
    const role = (name: string, inside: string) =>
      `<md:${name} protocolSupportEnumeration="${NAMESPACES.protocol}"><md:Extensions><x:Scope xmlns:x="urn:x">cie.example</x:Scope>` +
      `</md:Extensions>${key(' use="signing"')}${key(' use="encryption"')}${inside}</md:${name}>`;
    const authority = role(
      'AttributeAuthorityDescriptor',
      `<md:AttributeService Binding="urn:x" Location="https://cie.example/a"/>`,
    );
    const prefixed =
      `<md:EntityDescriptor xmlns:md="${NAMESPACES.metadata}" entityID="https://cie.example/idp/POST/SSO">` +
      `<!-- Written by a program -->${role('IDPSSODescriptor', SSO)}${authority}</md:EntityDescriptor>`;
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${prefixed.replace('xmlns:md=', 'xmlns=').replaceAll(/(<\/?)md:/gu, '$1')}`;
    expect(read(xml, NOTHING, 'cie')).toMatchObject({
      ok: true,
      value: { providers: [{ federation: 'cie', entityId: 'https://cie.example/idp/POST/SSO', name: 'cie.example' }] },
    });
  });

  it('may have a declaration, entities of other kinds, and providers that signed their own metadata', () => {
    const ownSigned = signed(provider(), providerKey);
    const service = provider().replaceAll('IDPSSODescriptor', 'SPSSODescriptor').replace('"_uno"', '"_altro"');
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${signed(list(service, ownSigned))}`;
    expect(read(xml)).toEqual(taken(UNO()));
  });

  it('may be signed as AgID does it: the whole document, with the key beside the certificate', () => {
    const signer = new SignedXml({
      privateKey: federationKey.privateKeyPem,
      canonicalizationAlgorithm: ALGORITHMS.exclusive,
      signatureAlgorithm: ALGORITHMS.rsaSha256,
      getKeyInfoContent: () => '<ds:KeyValue/><ds:X509Data/>',
    });
    const transforms = [ALGORITHMS.enveloped, ALGORITHMS.exclusive];
    signer.addReference({ xpath: '/*', transforms, digestAlgorithm: ALGORITHMS.sha256, isEmptyUri: true });
    const comment = '\n<!-- Identità Uno *start* -->\n';
    const location = { reference: '/*', action: 'prepend' } as const;
    signer.computeSignature(list(comment, signed(provider(), providerKey)), { prefix: 'ds', location });
    const xml = signer.getSignedXml();
    expect(xml).toContain('<ds:Reference URI="">');
    expect(read(xml)).toEqual(taken(UNO()));
    expect(problem(xml.replace('uno.example/sso', 'ladro.example/sso'))).toEqual({ code: 'not_signed' });
  });

  it('may be the signed metadata of one provider', () => {
    expect(read(signed(provider()), undefined, 'cie')).toEqual(taken({ ...UNO(), federation: 'cie' }));
  });

  it('gives every certificate by which a provider signs, and no other', () => {
    const [first, second] = [providerKey, federationKey].map((key) => certificateBase64(key.certificatePem));
    const certificates = (...keys: string[]) => {
      const result = read(signed(list(providerXml(keys.join('')))));
      return result.ok ? result.value.providers[0]?.certificates : result.error;
    };
    const [one, two] = [keyDescriptor(first ?? ''), keyDescriptor(second ?? '', '')];
    expect(certificates(one, two, one)).toEqual([first, second]);
    expect(certificates(one, keyDescriptor(second ?? '', ' use="encryption"'))).toEqual([first]);
    expect(certificates(one, keyDescriptor('AAAA'))).toEqual([first]);
  });

  it('answers to a request that ends a session go to the same place, when no other is named', () => {
    const result = read(signed(list(provider().replace(/ ResponseLocation="[^"]*"/u, ''))));
    expect(result.ok && result.value.providers[0]?.logoutAnswerUrl).toBe('https://uno.example/slo');
  });
});

describe('who has signed the file', () => {
  it('must be the federation', () => {
    expect(problem(list(provider()))).toEqual({ code: 'not_signed' });
    expect(problem(signed(list(provider()), providerKey))).toEqual({ code: 'not_signed' });
    expect(problem(signed(list(provider())).replace('uno.example/sso', 'ladro.example/sso'))).toEqual({
      code: 'not_signed',
    });
    expect(problem(list(signed(provider())))).toEqual({ code: 'not_signed' });
    expect(problem(signed(list(provider())), byKey('niente'))).toEqual({ code: 'certificate_not_valid' });
  });

  it('need not be known of a file whose digest is', () => {
    const digest = (xml: string): RegistryTrust => ({
      by: 'digest',
      sha256: createHash('sha256').update(xml).digest('hex').toUpperCase(),
    });
    for (const xml of [provider(), list(provider()), `\uFEFF${provider()}`]) {
      expect(read(xml, digest(xml))).toEqual(taken(UNO()));
      expect(problem(`${xml} `, digest(xml))).toEqual({ code: 'digest_differs' });
    }
  });

  it('need not be known of a single provider, when nobody is trusted on purpose', () => {
    expect(read(provider(), NOTHING)).toEqual(taken(UNO()));
    expect(problem(signed(list(provider())), NOTHING)).toEqual({ code: 'needs_certificate' });
  });
});

describe('a file that is not taken', () => {
  it.each<readonly [string, () => string, object]>([
    ['what is no XML', () => 'niente', { code: 'not_xml' }],
    ['a document type', () => `<!DOCTYPE x>${signed(list(provider()))}`, { code: 'not_xml' }],
    ['another XML', () => '<a/>', { code: 'not_metadata' }],
    ['more than five megabytes', () => list(provider(), ' '.repeat(5 * 1024 * 1024)), { code: 'too_large' }],
    ['no provider', () => signed(list()), { code: 'no_provider' }],
    [
      'more than five hundred providers',
      () => signed(list('<md:EntityDescriptor><md:IDPSSODescriptor/></md:EntityDescriptor>'.repeat(501))),
      { code: 'too_many_providers' },
    ],
    [
      'a time that is over',
      () => signed(list(provider()).replace('ID="_elenco"', '$& validUntil="2026-03-02T09:59:00Z"')),
      { code: 'expired' },
    ],
  ])('has %s', (_, xml, expected) => {
    expect(problem(xml())).toEqual(expected);
  });
});

describe('a provider that cannot be used', () => {
  it.each<readonly [string, (entity: string) => string, string]>([
    [
      'whose time is over',
      (xml) => xml.replace('ID="_uno"', '$& validUntil="2026-03-02T09:59:00Z"'),
      'provider_expired',
    ],
    ['whose description is over', (xml) => xml.replace('WantAuthn', 'validUntil="mai" WantAuthn'), 'provider_expired'],
    ['that is there twice', (xml) => `${xml}${xml.replace('"_uno"', '"_due"')}`, 'provider_twice'],
    ['that speaks of itself twice', (xml) => xml.replace(/<md:IDPSSO.*IDPSSODescriptor>/su, '$&$&'), 'provider_twice'],
    ['without a place for requests by redirect', (xml) => xml.replace(SSO, ''), 'no_sign_in_url'],
    [
      'whose place is no address of the web',
      (xml) => xml.replace('https://uno.example/sso?a=1&amp;b=2', 'javascript:alert(1)'),
      'no_sign_in_url',
    ],
    ['without a certificate', (xml) => xml.replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/su, ''), 'no_certificate'],
    ['with a name too long', (xml) => xml.replace(' Identità', 'I'.repeat(201)), 'provider_not_valid'],
    [
      'that is asked without https',
      (xml) => xml.replace('https://uno.example/sso', 'http://uno.example/sso'),
      'address_not_secure',
    ],
    [
      'that is asked on this machine without https, in production',
      (xml) => xml.replace('https://uno.example/sso', 'http://127.0.0.1:8088/sso'),
      'address_not_secure',
    ],
    [
      'whose session ends without https',
      (xml) => xml.replace('https://uno.example/slo"', 'http://uno.example/slo"'),
      'address_not_secure',
    ],
    [
      'that is answered without https',
      (xml) => xml.replace('https://uno.example/slo/risposta', 'http://uno.example/slo/risposta'),
      'address_not_secure',
    ],
  ])('is skipped: one %s', (_, change, code) => {
    const changed = change(provider());
    expect(changed).not.toBe(provider());
    const skipped = [{ code, entityId: 'https://uno.example' }];
    const result = read(signed(list(changed, other())));
    expect(result).toEqual({ ok: true, value: { providers: [DUE()], skipped } });
    expect(problem(signed(list(changed)))).toEqual({ code: 'no_usable_provider', skipped });
  });

  it.each(['127.0.0.1', 'localhost', '[::1]'])(
    'is in development not one that speaks HTTP on this machine: %s',
    (host) => {
      const local = provider().replaceAll(/https:\/\/uno\.example(?=\/s)/gu, `http://${host}:8088`);
      const result = read(local, NOTHING, 'spid', false);
      expect(result.ok && result.value.providers[0]?.signInUrl).toBe(`http://${host}:8088/sso?a=1&b=2`);
      const elsewhere = local.replaceAll(host, 'idp.example');
      const skipped = [{ code: 'address_not_secure', entityId: 'https://uno.example' }];
      expect(read(elsewhere, NOTHING, 'spid', false)).toEqual({
        ok: false,
        error: { code: 'no_usable_provider', skipped },
      });
    },
  );

  it('is not one whose name alone is without https', () => {
    const named = provider().replace('entityID="https:', 'entityID="http:');
    expect(read(signed(list(named)))).toEqual(taken({ ...UNO(), entityId: 'http://uno.example' }));
  });

  it('is not one whose time is still to come', () => {
    const xml = provider().replace('ID="_uno"', '$& validUntil="2026-03-02T10:01:00Z"');
    expect(read(signed(list(xml))).ok).toBe(true);
  });
});
