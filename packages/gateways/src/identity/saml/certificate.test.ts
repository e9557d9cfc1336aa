import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import forge from 'node-forge';
import { Certificate, CertificatePolicies } from 'pkijs';
import { makeCertificate } from './certificate.ts';
import { certificateProblems } from './certificate-problems.ts';
import { makeMetadata } from './metadata.ts';
import { opensslKey } from './openssl-key.ts';
import type { SigningKey } from './signing-key.ts';
import { only, readXml } from './testing/read-xml.ts';
import { SAMPLE_NOW, sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

const settings = sampleSettings('spid');
let key: SigningKey;
beforeAll(async () => {
  key = await sampleKey(settings);
});

const parsed = (): Certificate =>
  Certificate.fromBER(Uint8Array.from(new X509Certificate(key.certificatePem).raw).buffer);
const part = (type: string): string | undefined => {
  const found = parsed().subject.typesAndValues.filter((one) => one.type === type);
  return found.length === 1 ? String(found[0]?.value.valueBlock.value) : undefined;
};

/** Forge reads UTF-8 as bytes, and would write each of them as a letter. */
const asText = (attributes: forge.pki.CertificateField[]): forge.pki.CertificateField[] =>
  attributes.map((one) => ({ ...one, value: forge.util.decodeUtf8(String(one.value)) }));

/** The same names, key and time, with something changed and signed again. */
const resigned = (
  change: (certificate: forge.pki.Certificate) => void,
  sign = (certificate: forge.pki.Certificate) =>
    certificate.sign(opensslKey(key.privateKeyPem), forge.md.sha256.create()),
): SigningKey => {
  const certificate = forge.pki.certificateFromPem(key.certificatePem);
  certificate.setSubject(asText(certificate.subject.attributes));
  certificate.setIssuer(asText(certificate.issuer.attributes));
  change(certificate);
  sign(certificate);
  return { ...key, certificatePem: forge.pki.certificateToPem(certificate) };
};
const without = (id: string) => (certificate: forge.pki.Certificate) =>
  certificate.setExtensions(certificate.extensions.filter((one) => one.id !== id));
const instead = (id: string, extension: object) => (certificate: forge.pki.Certificate) =>
  certificate.setExtensions([...certificate.extensions.filter((one) => one.id !== id), extension]);

const { asn1 } = forge;
const sequence = (...values: forge.asn1.Asn1[]) => asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, values);
const oid = (id: string) => asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(id).getBytes());
const visible = (text: string) => asn1.create(asn1.Class.UNIVERSAL, asn1.Type.PRINTABLESTRING, false, text);
/** Other policies, each with its notices. */
const policies = (...all: readonly (readonly [id: string, ...notices: string[]])[]) => {
  const written = all.map(([id, ...notices]) => {
    const qualifiers = notices.map((notice) => sequence(oid('1.3.6.1.5.5.7.2.2'), sequence(visible(notice))));
    return sequence(oid(id), ...(qualifiers.length === 0 ? [] : [sequence(...qualifiers)]));
  });
  return instead('2.5.29.32', { id: '2.5.29.32', value: asn1.toDer(sequence(...written)).getBytes() });
};

describe('the certificate of an ente (Avviso 29)', () => {
  it('says of it what its metadata say', () => {
    const metadata = readXml(makeMetadata(settings, { current: key, next: null }));
    const organization = only(metadata, 'md:Organization');
    expect(part('2.5.4.10')).toBe(only(organization, 'md:OrganizationName').text);
    expect(part('2.5.4.3')).toBe(only(organization, 'md:OrganizationDisplayName').text);
    expect(part('2.5.4.83')).toBe(metadata.attributes.entityID);
    expect(part('2.5.4.97')).toBe('PA:IT-c_d704');
    expect([part('2.5.4.6'), part('2.5.4.7')]).toEqual(['IT', 'Forlì']);
    expect(parsed().subject.typesAndValues).toHaveLength(6);
  });

  it('is signed by itself with SHA-256, for the days that were asked', () => {
    const certificate = new X509Certificate(key.certificatePem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.validFromDate).toEqual(new Date('2026-01-01T00:00:00.000Z'));
    expect(certificate.validToDate).toEqual(new Date('2028-01-01T00:00:00.000Z'));
    expect(parsed().signatureAlgorithm.algorithmId).toBe('1.2.840.113549.1.1.11');
    expect(certificate.ca).toBe(false);
  });

  it('has the extensions of a public body, and no other', () => {
    const extensions = parsed().extensions ?? [];
    expect(extensions.map(({ extnID, critical }) => [extnID, critical])).toEqual([
      ['2.5.29.19', false],
      ['2.5.29.15', true],
      ['2.5.29.32', false],
      ['2.5.29.14', false],
    ]);
    const policies = extensions.find(({ extnID }) => extnID === '2.5.29.32')?.parsedValue;
    if (!(policies instanceof CertificatePolicies)) throw new Error('no policies');
    const notices = policies.certificatePolicies.map(({ policyIdentifier, policyQualifiers = [] }) => [
      policyIdentifier,
      policyQualifiers.map(({ qualifier }) => qualifier.valueBlock.value[0].valueBlock.value),
    ]);
    expect(notices).toEqual([
      ['1.3.76.16.6', ['agIDcert']],
      ['1.3.76.16.4.2.1', ['cert_SP_Pub']],
    ]);
  });

  it.each([2048, 3072] as const)('has a key of %d bits', async (bits) => {
    const made = await makeCertificate(settings, { from: SAMPLE_NOW, days: 1, bits });
    expect(new X509Certificate(made.certificatePem).publicKey.asymmetricKeyDetails?.modulusLength).toBe(bits);
    expect(certificateProblems(settings, made, SAMPLE_NOW)).toEqual([]);
  });
});

describe('what is wrong with a certificate', () => {
  it('is nothing, when it was made for these settings, be it with another kind of text or a policy more', () => {
    expect(certificateProblems(settings, key, SAMPLE_NOW)).toEqual([]);
    const both = policies(['1.3.76.16.6', 'agIDcert'], ['1.3.76.16.4.2.1', 'cert_SP_Pub'], ['1.3.76.16.5']);
    expect(certificateProblems(settings, resigned(both), SAMPLE_NOW)).toEqual([]);
  });

  it.each([
    ['entityID', { ...settings, entityId: 'https://altro.example' }, 'uri (entityID)'],
    [
      'name',
      { ...settings, organization: { ...settings.organization, name: 'COMUNE DI FORLI’' } },
      'O (nome completo)',
    ],
    [
      'name shown',
      { ...settings, organization: { ...settings.organization, displayName: 'Altro' } },
      'CN (nome mostrato)',
    ],
    ['IPA code', { ...settings, ipaCode: 'c_h612' }, 'organizationIdentifier (codice IPA)'],
    ['city', { ...settings, city: 'Forli' }, 'L (città)'],
  ])('is that the settings have another %s', (_, changed, label) => {
    expect(certificateProblems(changed, key, SAMPLE_NOW)).toEqual([expect.stringContaining(`${label} è «`)]);
  });

  it('is that its time is over, or has not come', () => {
    expect(certificateProblems(settings, key, new Date('2028-01-01T00:00:01.000Z'))).toEqual([
      'il certificato è scaduto il 2028-01-01T00:00:00.000Z',
    ]);
    expect(certificateProblems(settings, key, new Date('2025-12-31T00:00:00.000Z'))).toEqual([
      'il certificato vale soltanto dal 2026-01-01T00:00:00.000Z',
    ]);
  });

  it('is that the key is not its own, or none', async () => {
    const { privateKeyPem } = await sampleKey(settings);
    const check = (changed: Partial<SigningKey>) => certificateProblems(settings, { ...key, ...changed }, SAMPLE_NOW);
    expect(check({ privateKeyPem })).toEqual(['la chiave è di un altro certificato']);
    expect(check({ privateKeyPem: 'niente' })).toEqual(['la chiave privata non si legge']);
    expect(check({ certificatePem: 'niente' })).toEqual(['il certificato non si legge']);
  });

  it('is that it is weak: SHA-1, or a short key', () => {
    // The bytes of the signature do not matter here: what it says of its digest does.
    const signer = { ...opensslKey(key.privateKeyPem), sign: () => 'firma' };
    const sha1 = resigned(
      () => undefined,
      (certificate) => certificate.sign(signer, forge.md.sha1.create()),
    );
    expect(certificateProblems(settings, sha1, SAMPLE_NOW)).toEqual([
      'il certificato non è firmato con SHA-256 o SHA-512',
    ]);
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const { certificatePem } = resigned((certificate) => {
      certificate.publicKey = forge.pki.publicKeyFromPem(
        String(short.publicKey.export({ type: 'spki', format: 'pem' })),
      );
    });
    const privateKeyPem = String(short.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(certificateProblems(settings, { certificatePem, privateKeyPem }, SAMPLE_NOW)).toEqual([
      'la chiave ha 1024 bit, meno di 2048',
    ]);
  });

  it.each<readonly [string, (certificate: forge.pki.Certificate) => void, string]>([
    ['no basicConstraints', without('2.5.29.19'), 'basicConstraints'],
    ['an authority', instead('2.5.29.19', { name: 'basicConstraints', cA: true }), 'basicConstraints'],
    ['no keyUsage', without('2.5.29.15'), 'keyUsage'],
    [
      'a keyUsage that is not critical',
      instead('2.5.29.15', { name: 'keyUsage', digitalSignature: true, nonRepudiation: true }),
      'keyUsage',
    ],
    [
      'one use more',
      instead('2.5.29.15', {
        name: 'keyUsage',
        critical: true,
        digitalSignature: true,
        nonRepudiation: true,
        keyEncipherment: true,
      }),
      'keyUsage',
    ],
    ['one use less', instead('2.5.29.15', { name: 'keyUsage', critical: true, digitalSignature: true }), 'keyUsage'],
    ['no policies', without('2.5.29.32'), 'certificatePolicies'],
    ['a policy without its notice', policies(['1.3.76.16.6', 'agIDcert'], ['1.3.76.16.4.2.1']), 'certificatePolicies'],
    [
      'the notice of a private body',
      policies(['1.3.76.16.6', 'agIDcert'], ['1.3.76.16.4.2.1', 'cert_SP_Priv']),
      'certificatePolicies',
    ],
    ['no subjectKeyIdentifier', without('2.5.29.14'), 'subjectKeyIdentifier'],
  ])('is that it has %s', (_, change, label) => {
    expect(certificateProblems(settings, resigned(change), SAMPLE_NOW)).toEqual([
      expect.stringContaining(`l’estensione non va: ${label}`),
    ]);
  });

  it('is that it names a person', () => {
    // surname, name, givenName, initials, generationQualifier, familyInformation, pseudonym, emailAddress
    const ofPersons = ['2.5.4.4', '2.5.4.41', '2.5.4.42', '2.5.4.43', '2.5.4.44', '2.5.4.64', '2.5.4.65'];
    for (const type of [...ofPersons, '1.2.840.113549.1.9.1']) {
      const named = resigned((certificate) =>
        certificate.setSubject([...certificate.subject.attributes, { type, value: 'paola@forli.example' }]),
      );
      expect([type, certificateProblems(settings, named, SAMPLE_NOW)]).toEqual([
        type,
        ['il soggetto nomina una persona: non deve'],
      ]);
    }
  });
});
