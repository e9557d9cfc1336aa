import { createHash } from 'node:crypto';
import type { SignatureInspection, SignedContent, SignerKey } from '@stanza/core';
import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { binaryForm } from './binary-form.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const COMMON_NAME = '2.5.4.3';
const KEY_ALGORITHMS: Readonly<Record<string, SignerKey['algorithm']>> = {
  '1.2.840.113549.1.1.1': 'rsa',
  '1.2.840.113549.1.1.10': 'rsa',
  '1.2.840.10045.2.1': 'ec',
};
/** Who signs in a stream writes the content in chunks, each of them a node: of 1000 bytes, of 4096, not of a few. */
const MIN_CHUNK_BYTES = 256;

/** Null when the bytes are not a SignedData: what libraries throw on bad bytes is an answer here, not a failure. */
const parse = (file: Uint8Array, maxBytes: number): SignedData | null => {
  const limits = { maxContentLength: maxBytes, maxNodes: Math.ceil(maxBytes / MIN_CHUNK_BYTES) };
  try {
    const { offset, result } = asn1js.fromBER(Uint8Array.from(binaryForm(file)).buffer, limits);
    if (offset === -1) return null;
    const info = new ContentInfo({ schema: result });
    return info.contentType === SIGNED_DATA ? new SignedData({ schema: info.content }) : null;
  } catch {
    return null;
  }
};

/** Null when it is not inside, or has no bytes. */
const contentOf = ({ encapContentInfo: { eContent } }: SignedData): SignedContent | null => {
  if (!(eContent instanceof asn1js.OctetString)) return null;
  const bytes = new Uint8Array(eContent.getValue());
  if (bytes.length === 0) return null;
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
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

/**
 * Looks into a `.p7m`, without verifying the signature. A signer whose certificate is not inside has no known key.
 * @param maxBytes longest file that must be understood, in bytes; it bounds what is read of any
 */
export const inspectCms = (file: Uint8Array, maxBytes: number): SignatureInspection => {
  const signed = parse(file, maxBytes);
  if (signed === null) return { kind: 'not-cms' };
  const [first, ...others] = signed.signerInfos;
  if (first === undefined) return { kind: 'no-signer' };
  const content = contentOf(signed);
  if (content === null) return { kind: 'no-content' };
  const key = keyOf(certificateOf(signed, first));
  const rest = others.map((signer) => keyOf(certificateOf(signed, signer)));
  if (key === null || rest.includes(null)) return { kind: 'unsupported-key' };
  return { kind: 'signed-data', signers: [key, ...rest.filter((one) => one !== null)], content };
};
