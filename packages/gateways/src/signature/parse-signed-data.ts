import * as asn1js from 'asn1js';
import { ContentInfo, SignedData } from 'pkijs';
import { binaryForm } from './binary-form.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
/** Who signs in a stream writes the content in chunks, each of them a node: of 1000 bytes, of 4096, not of a few. */
const MIN_CHUNK_BYTES = 256;
/** For certificates, attributes and lists of what was revoked, in a small file. */
const MIN_NODES = 20_000;
const MAX_CERTIFICATES = 100;
const CERTIFICATES_TAG = 0;
/** Zero, and what separates lines and words. */
const BLANKS: readonly number[] = [0x00, 0x09, 0x0a, 0x0d, 0x20];

/** A parsed envelope, and the certificates inside as they are written: their digests are over these very bytes. */
export interface Envelope {
  readonly signed: SignedData;
  readonly certificates: readonly Uint8Array[];
  /** Nothing comes after it but zeros and blanks. */
  readonly isAll: boolean;
}

/** The bytes of an ASN.1 structure as they came. */
export const writtenBytes = (block: asn1js.BaseBlock): Uint8Array => block.valueBeforeDecodeView;

/** The blocks inside an ASN.1 structure. */
export const blocksIn = (block: unknown): readonly asn1js.BaseBlock[] =>
  block instanceof asn1js.Constructed ? block.valueBlock.value : [];

const certificatesIn = (signedData: unknown): readonly Uint8Array[] =>
  blocksIn(signedData)
    .filter(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === CERTIFICATES_TAG)
    .flatMap(blocksIn)
    .filter((block) => block instanceof asn1js.Sequence)
    .slice(0, MAX_CERTIFICATES)
    .map(writtenBytes);

/**
 * The CMS SignedData that a file holds (RFC 5652), in DER, BER, base64 or PEM.
 * @param maxBytes longest file that must be understood; it bounds what is read of any
 * @returns null when it holds none: what libraries throw on bad bytes is an answer here, not a failure
 */
export const parseSignedData = (file: Uint8Array, maxBytes: number): Envelope | null => {
  const limits = { maxContentLength: maxBytes, maxNodes: MIN_NODES + Math.ceil(file.length / MIN_CHUNK_BYTES) };
  try {
    const bytes = binaryForm(file);
    const { offset, result } = asn1js.fromBER(bytes, limits);
    if (offset === -1) return null;
    const info = new ContentInfo({ schema: result });
    if (info.contentType !== SIGNED_DATA) return null;
    const certificates = certificatesIn(info.content);
    const isAll = bytes.subarray(offset).every((byte) => BLANKS.includes(byte));
    return { signed: new SignedData({ schema: info.content }), certificates, isAll };
  } catch {
    return null;
  }
};

/** What an envelope holds, its chunks put together; null when it is not inside, or has no bytes. */
export const contentOf = ({ encapContentInfo: { eContent } }: SignedData): Uint8Array | null => {
  if (!(eContent instanceof asn1js.OctetString)) return null;
  const bytes = eContent.idBlock.isConstructed ? new Uint8Array(eContent.getValue()) : eContent.valueBlock.valueHexView;
  return bytes.length === 0 ? null : bytes;
};
