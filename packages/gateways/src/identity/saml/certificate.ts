import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { ServiceProviderSettings } from '@stanza/core';
import forge from 'node-forge';
import { CERTIFICATE_POLICIES, COUNTRY, certificateSubject, EXTENSIONS } from './certificate-subject.ts';
import { opensslKey } from './openssl-key.ts';
import type { SigningKey } from './signing-key.ts';

const { asn1, md, pki } = forge;
const USER_NOTICE = '1.3.6.1.5.5.7.2.2';
const SERIAL_BYTES = 16;

const makeKeyPair = promisify(generateKeyPair);

/** Lengths that Avviso 29 allows. */
export type KeyBits = 2048 | 3072 | 4096;

const sequence = (...values: forge.asn1.Asn1[]): forge.asn1.Asn1 =>
  asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, values);

const identifier = (oid: string): forge.asn1.Asn1 =>
  asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(oid).getBytes());

const notice = (text: string): forge.asn1.Asn1 =>
  sequence(
    identifier(USER_NOTICE),
    sequence(asn1.create(asn1.Class.UNIVERSAL, asn1.Type.UTF8, false, forge.util.encodeUtf8(text))),
  );

const policies = (): string =>
  asn1
    .toDer(
      sequence(
        ...CERTIFICATE_POLICIES.map((policy) => sequence(identifier(policy.id), sequence(notice(policy.notice)))),
      ),
    )
    .getBytes();

/** A serial number is positive: its first bit is no sign. */
const serialNumber = (): string => {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
  return bytes.toString('hex');
};

/**
 * A new key of an ente and its certificate, signed by itself, as Avviso 29 v3 wants them of a public body (spid.md 2.2).
 * @param from first instant of validity
 */
export const makeCertificate = async (
  settings: ServiceProviderSettings,
  { from, days, bits }: { readonly from: Date; readonly days: number; readonly bits: KeyBits },
): Promise<SigningKey> => {
  const { privateKey, publicKey } = await makeKeyPair('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = serialNumber();
  certificate.validity.notBefore = from;
  certificate.validity.notAfter = new Date(from.getTime() + days * 24 * 60 * 60 * 1000);
  const subject = certificateSubject(settings).map(({ type, value }) => {
    // Forge reads the type of the string here, although its types call it a class.
    const valueTagClass: number = type === COUNTRY ? asn1.Type.PRINTABLESTRING : asn1.Type.UTF8;
    return { type, value, valueTagClass };
  });
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, nonRepudiation: true },
    { id: EXTENSIONS.certificatePolicies, value: policies() },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(opensslKey(privateKey), md.sha256.create());
  return { privateKeyPem: privateKey, certificatePem: pki.certificateToPem(certificate).replaceAll('\r\n', '\n') };
};
