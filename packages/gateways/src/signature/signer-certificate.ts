import { X509Certificate } from 'node:crypto';
import { codiceFiscaleSchema } from '@stanza/core';
import * as asn1js from 'asn1js';
import { Certificate, IssuerAndSerialNumber, type RelativeDistinguishedNames, type SignerInfo } from 'pkijs';

const COMMON_NAME = '2.5.4.3';
const SERIAL_NUMBER = '2.5.4.5';
const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
/** Bit 1 of keyUsage, nonRepudiation or contentCommitment (RFC 5280 4.2.1.3): the first bit is the highest. */
const NON_REPUDIATION = 0x40;
const TAX_CODE = /^TINIT-([A-Z0-9]{16})$/u;
const MAX_NAME = 200;

/** A certificate as it is written, as OpenSSL reads it and as pkijs does: each knows what the other does not say. */
export interface ReadCertificate {
  readonly bytes: Uint8Array;
  readonly x509: X509Certificate;
  readonly parsed: Certificate;
}

/** Those of the certificates that can be read. */
export const readCertificates = (written: readonly Uint8Array[]): readonly ReadCertificate[] =>
  written.flatMap((bytes) => {
    try {
      const x509 = new X509Certificate(bytes);
      return x509.publicKey.type === 'public'
        ? [{ bytes, x509, parsed: Certificate.fromBER(Uint8Array.from(bytes)) }]
        : [];
    } catch {
      return [];
    }
  });

const extensionOf = ({ extensions = [] }: Certificate, oid: string): asn1js.BaseBlock | null => {
  const value = extensions.find(({ extnID }) => extnID === oid)?.extnValue.valueBlock.valueHexView;
  return value === undefined ? null : asn1js.fromBER(value).result;
};

const keyIdentifierOf = (certificate: Certificate): Uint8Array | null => {
  const value = extensionOf(certificate, SUBJECT_KEY_IDENTIFIER);
  return value instanceof asn1js.OctetString ? value.valueBlock.valueHexView : null;
};

/** A signer is named by issuer and serial number, or by the identifier of the key (RFC 5652 5.3). */
const isNamedBy = (sid: unknown, { parsed }: ReadCertificate): boolean => {
  if (sid instanceof IssuerAndSerialNumber) {
    return parsed.serialNumber.isEqual(sid.serialNumber) && parsed.issuer.isEqual(sid.issuer);
  }
  const named = sid instanceof asn1js.Primitive ? sid.valueBlock.valueHexView : null;
  const own = named === null ? null : keyIdentifierOf(parsed);
  return named !== null && own !== null && Buffer.compare(named, own) === 0;
};

/** The certificate that a signer names; null when it is not among these. */
export const certificateNamedBy = (
  certificates: readonly ReadCertificate[],
  { sid }: SignerInfo,
): ReadCertificate | null => certificates.find((certificate) => isNamedBy(sid, certificate)) ?? null;

const valuesOf = ({ typesAndValues }: RelativeDistinguishedNames, oid: string | null): readonly string[] =>
  typesAndValues.filter(({ type }) => oid === null || type === oid).map(({ value }) => String(value.valueBlock.value));

/** On one line, as it can be shown. */
const shown = (name: string): string => [...name.replaceAll(/[\p{C}\s]+/gu, ' ').trim()].slice(0, MAX_NAME).join('');

/** The name of whoever a certificate is of: the common name, or all of it when there is none. */
export const nameOn = ({ parsed: { subject } }: ReadCertificate): string => {
  const common = valuesOf(subject, COMMON_NAME);
  return shown((common.length > 0 ? common : valuesOf(subject, null)).join(', '));
};

/** The codice fiscale on a certificate (ETSI EN 319 412-1 5.1.3); null when there is none, or not a right one. */
export const codiceFiscaleOn = ({ parsed: { subject } }: ReadCertificate): string | null => {
  const [serial, ...others] = valuesOf(subject, SERIAL_NUMBER);
  const code = codiceFiscaleSchema.safeParse(TAX_CODE.exec(serial ?? '')?.[1]);
  return code.success && others.length === 0 ? code.data : null;
};

/** Whether a certificate is made for signing documents, and not for signing in somewhere (ETSI EN 319 412-2 4.3.2). */
export const isForDocuments = ({ parsed }: ReadCertificate): boolean => {
  const usage = extensionOf(parsed, KEY_USAGE);
  const [bits] = usage instanceof asn1js.BitString ? usage.valueBlock.valueHexView : [];
  return bits !== undefined && (bits & NON_REPUDIATION) !== 0;
};
