import { createHash, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SigningKey } from '../identity/saml/signing-key.ts';
import { sampleKey, sampleSettings } from '../identity/saml/testing/sample-service-provider.ts';
import { signTrustedList, trustedListXml } from '../testing/sample-trusted-list.ts';
import { authorityPem } from '../testing/signed-vector.ts';
import { type ListTrust, readTrustedList } from './trusted-list.ts';

const NOW = new Date('2027-01-10T10:00:00Z');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let operator: SigningKey;
let stranger: SigningKey;
let issuing: string;
let other: string;
beforeAll(async () => {
  [operator, stranger] = await Promise.all([sampleKey(sampleSettings('spid')), sampleKey(sampleSettings('spid'))]);
  [issuing, other] = await Promise.all([authorityPem('issuing'), authorityPem('other')]);
});

/** The common names of the authorities, or why there are none. */
const read = (file: string, trust: ListTrust = { by: 'certificate', pem: operator.certificatePem }) => {
  const found = readTrustedList(file, { trust, now: NOW });
  return found.ok ? found.value.authorities.map(({ subject }) => /CN=(.*)/u.exec(subject)?.[1]) : found.error.code;
};

describe('a trusted list', () => {
  it('gives the authorities that issue certificates for signatures today', () => {
    const xml = trustedListXml([
      { certificate: issuing },
      { certificate: issuing },
      { certificate: other, status: 'withdrawn' },
      { certificate: other, type: 'TSA/QTST' },
      { certificate: other, use: 'ForWebSiteAuthentication' },
    ]);
    expect(read(signTrustedList(xml, operator))).toEqual(['Firma di prova']);
  });

  it('is believed when it is signed as a whole by the key of the certificate, and as it was signed', () => {
    const xml = trustedListXml([{ certificate: issuing }]);
    const signed = signTrustedList(xml, operator);
    const forged = trustedListXml([{ certificate: other }]);
    expect(read(xml)).toBe('not_signed');
    expect(read(signed, { by: 'certificate', pem: stranger.certificatePem })).toBe('not_signed');
    expect(read(signed.replace('ForeSignatures', 'ForeSeals'))).toBe('not_signed');
    const signature = /<ds:Signature[\s\S]*<\/ds:Signature>/u.exec(signed)?.[0] ?? '';
    expect(read(forged.replace('</TrustServiceStatusList>', `${signature}</TrustServiceStatusList>`))).toBe(
      'not_signed',
    );
    expect(read(signed, { by: 'certificate', pem: 'niente' })).toBe('certificate_not_valid');
  });

  it('is believed by its digest, and no other file is', () => {
    const xml = trustedListXml([{ certificate: issuing }]);
    expect(read(xml, { by: 'digest', sha256: sha256(xml).toUpperCase() })).toEqual(['Firma di prova']);
    expect(read(`${xml} `, { by: 'digest', sha256: sha256(xml) })).toBe('digest_differs');
  });

  it('is not taken when its time is over, when it has no authority, or when it is something else', () => {
    const by = (file: string): ListTrust => ({ by: 'digest', sha256: sha256(file) });
    const old = trustedListXml([{ certificate: issuing }], '2027-01-01T00:00:00Z');
    const empty = trustedListXml([]);
    expect(read(old, by(old))).toBe('expired');
    expect(read(empty, by(empty))).toBe('no_authority');
    for (const file of ['', 'ciao', '<a/>', '<!DOCTYPE a><a/>']) expect(read(file, by(file))).toBe('not_a_list');
  });
});

describe('certificates in PEM', () => {
  it('are authorities when their digest says so, those of them that may issue certificates', () => {
    const bundle = `${issuing}${other}${operator.certificatePem}`;
    expect(read(bundle, { by: 'digest', sha256: sha256(bundle) })).toEqual(['Firma di prova', 'Altra radice']);
    expect(read(bundle)).toBe('not_signed');
    expect(new X509Certificate(operator.certificatePem).ca).toBe(false);
  });
});
