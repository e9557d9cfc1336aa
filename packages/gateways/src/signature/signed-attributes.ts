import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import type { SignerInfo } from 'pkijs';
import { digestName } from './key-rules.ts';
import { blocksIn } from './parse-signed-data.ts';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/** What a signer signs besides the document. */
export interface SignedAttributes {
  /** The bytes that the signature is over: as they came, but with the tag of a SET in front (RFC 5652 5.4). */
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly messageDigest: Uint8Array;
  readonly signingTime: Date | null;
  /** Values of signing-certificate-v2, of all the attributes of this type. */
  readonly signingCertificates: readonly asn1js.BaseBlock[];
}

/** Null when there are none, or content-type and message-digest are not there exactly once each. */
export const signedAttributesOf = ({ signedAttrs }: SignerInfo): SignedAttributes | null => {
  if (signedAttrs === undefined) return null;
  const attributes = (oid: string) => signedAttrs.attributes.filter(({ type }) => type === oid);
  const values = (oid: string): readonly asn1js.BaseBlock[] => attributes(oid).flatMap((attribute) => attribute.values);
  const only = (oid: string): asn1js.BaseBlock | undefined => {
    const [value, ...others] = values(oid);
    return attributes(oid).length === 1 && others.length === 0 ? value : undefined;
  };
  const [contentType, messageDigest, time] = [only(CONTENT_TYPE), only(MESSAGE_DIGEST), only(SIGNING_TIME)];
  if (!(contentType instanceof asn1js.ObjectIdentifier) || !(messageDigest instanceof asn1js.OctetString)) return null;
  const at = time instanceof asn1js.UTCTime ? time.toDate() : null; // GeneralizedTime is one too
  return {
    bytes: new Uint8Array(signedAttrs.encodedValue),
    contentType: contentType.getValue(),
    messageDigest: messageDigest.valueBlock.valueHexView,
    signingTime: at === null || Number.isNaN(at.getTime()) ? null : at,
    signingCertificates: values(SIGNING_CERTIFICATE_V2),
  };
};

/** ESSCertIDv2 (RFC 5035 4): the digest of a certificate, and of which kind it is when it is not SHA-256. */
const digestIn = (certificateId: asn1js.BaseBlock | undefined) => {
  const [first, second] = blocksIn(certificateId);
  if (first instanceof asn1js.OctetString) return { hash: digestName('2.16.840.1.101.3.4.2.1'), value: first };
  const [oid] = blocksIn(first);
  const hash = oid instanceof asn1js.ObjectIdentifier ? digestName(oid.getValue()) : null;
  return { hash, value: second };
};

/** Whether signing-certificate-v2 is there once, and the first certificate that it names is this one. */
export const namesCertificate = (
  { signingCertificates: [value, ...others] }: SignedAttributes,
  certificate: Uint8Array,
): boolean => {
  const { hash, value: digest } = digestIn(blocksIn(blocksIn(value)[0])[0]);
  if (hash === null || !(digest instanceof asn1js.OctetString) || others.length > 0) return false;
  return createHash(hash).update(certificate).digest().equals(digest.valueBlock.valueHexView);
};
