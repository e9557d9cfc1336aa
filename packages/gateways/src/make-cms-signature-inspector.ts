import type { SignatureInspection, SignatureInspector, SignerKey } from '@stanza/core';
import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const COMMON_NAME = '2.5.4.3';
const KEY_ALGORITHMS: Readonly<Record<string, SignerKey['algorithm']>> = {
  '1.2.840.113549.1.1.1': 'rsa',
  '1.2.840.113549.1.1.10': 'rsa',
  '1.2.840.10045.2.1': 'ec',
};
const PEM = /-----BEGIN (?:PKCS7|CMS)-----([\s\S]+?)-----END (?:PKCS7|CMS)-----/u;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/u;
const SEQUENCE = 0x30;

/** The binary form, whatever the file is written in. */
const binary = (file: Uint8Array): Uint8Array => {
  if (file[0] === SEQUENCE) return file;
  const text = Buffer.from(file).toString('latin1').trim();
  const body = PEM.exec(text)?.[1] ?? text;
  return BASE64.test(body) ? Buffer.from(body, 'base64') : file;
};

/** Null when the bytes are not a SignedData: what libraries throw on bad bytes is an answer here, not a failure. */
const parse = (file: Uint8Array): SignedData | null => {
  try {
    const { offset, result } = asn1js.fromBER(Uint8Array.from(binary(file)).buffer);
    if (offset === -1) return null;
    const info = new ContentInfo({ schema: result });
    return info.contentType === SIGNED_DATA ? new SignedData({ schema: info.content }) : null;
  } catch {
    return null;
  }
};

const certificateOf = (signed: SignedData, signer: SignerInfo): Certificate | null => {
  const certificates = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  const { sid } = signer;
  if (!(sid instanceof IssuerAndSerialNumber)) return certificates[0] ?? null;
  return (
    certificates.find(
      ({ issuer, serialNumber }) => serialNumber.isEqual(sid.serialNumber) && issuer.isEqual(sid.issuer),
    ) ?? null
  );
};

const keyOf = (certificate: Certificate | null): SignerKey | null => {
  if (certificate === null) return null;
  const algorithm = KEY_ALGORITHMS[certificate.subjectPublicKeyInfo.algorithm.algorithmId];
  if (algorithm === undefined) return null;
  const names = certificate.subject.typesAndValues;
  const text = (found: typeof names) => found.map(({ value }) => String(value.valueBlock.value)).join(', ');
  const common = names.filter(({ type }) => type === COMMON_NAME);
  return { algorithm, name: text(common.length > 0 ? common : names) };
};

const inspectSync = (file: Uint8Array): SignatureInspection => {
  const signed = parse(file);
  if (signed === null) return { kind: 'not-cms' };
  const [first, ...others] = signed.signerInfos;
  if (first === undefined) return { kind: 'no-signer' };
  if (signed.encapContentInfo.eContent === undefined) return { kind: 'no-content' };
  const key = keyOf(certificateOf(signed, first));
  const rest = others.map((signer) => keyOf(certificateOf(signed, signer)));
  if (key === null || rest.includes(null)) return { kind: 'unsupported-key' };
  return { kind: 'signed-data', signers: [key, ...rest.filter((one) => one !== null)] };
};

/** Looks into a `.p7m`, without verifying the signature. A signer whose certificate is not inside has no known key. */
export const makeCmsSignatureInspector = (): SignatureInspector => ({ inspect: async (file) => inspectSync(file) });
