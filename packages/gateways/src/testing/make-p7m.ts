import * as asn1js from 'asn1js';
import {
  AttributeTypeAndValue,
  Certificate,
  ContentInfo,
  CryptoEngine,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  SignerInfo,
} from 'pkijs';

const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const COMMON_NAME = '2.5.4.3';
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

const ALGORITHMS = {
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  ec: { name: 'ECDSA', namedCurve: 'P-256' },
} as const;

export interface P7mToMake {
  readonly content: Uint8Array;
  /** The signer's kind of key; `ec` when it is not given. */
  readonly key?: keyof typeof ALGORITHMS;
  /** Name on the signer's certificate, an invented one when it is not given. */
  readonly commonName?: string;
  /** Leaves the content out: a signature beside its document. */
  readonly detached?: boolean;
  /** Writes the content in pieces of so many bytes (BER), as who signs in a stream; in one piece when it is not given. */
  readonly chunkBytes?: number | undefined;
}

const octetString = (octets: ArrayBuffer, chunkBytes: number | undefined): asn1js.OctetString => {
  if (chunkBytes === undefined) return new asn1js.OctetString({ valueHex: octets });
  const count = Math.ceil(octets.byteLength / chunkBytes);
  const value = Array.from({ length: count }, (_, index) => {
    const valueHex = octets.slice(index * chunkBytes, (index + 1) * chunkBytes);
    return new asn1js.OctetString({ valueHex });
  });
  return new asn1js.OctetString({ idBlock: { isConstructed: true }, isConstructed: true, value });
};

const engine = new CryptoEngine({ name: 'node', crypto });

const selfSigned = async (commonName: string, keys: CryptoKeyPair): Promise<Certificate> => {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ value: 1 });
  const value = new asn1js.Utf8String({ value: commonName });
  const name = () => new AttributeTypeAndValue({ type: COMMON_NAME, value });
  certificate.issuer.typesAndValues.push(name());
  certificate.subject.typesAndValues.push(name());
  certificate.notBefore.value = new Date();
  certificate.notAfter.value = new Date(Date.now() + YEAR_MS);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  await certificate.sign(keys.privateKey, 'SHA-256', engine);
  return certificate;
};

/** A `.p7m` really signed (CMS SignedData, SHA-256), with a key made for it and a certificate that signs itself. */
export const makeP7m = async ({
  content,
  key = 'ec',
  commonName = 'Paola Conti',
  detached = false,
  chunkBytes,
}: P7mToMake): Promise<Uint8Array> => {
  const keys = await crypto.subtle.generateKey(ALGORITHMS[key], true, ['sign', 'verify']);
  if (!('privateKey' in keys)) throw new Error('A key pair was expected');
  const certificate = await selfSigned(commonName, keys);
  const { issuer, serialNumber } = certificate;
  const octets = Uint8Array.from(content).buffer;
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: DATA,
      eContent: octetString(octets, chunkBytes),
    }),
    signerInfos: [new SignerInfo({ version: 1, sid: new IssuerAndSerialNumber({ issuer, serialNumber }) })],
    certificates: [certificate],
  });
  await signed.sign(keys.privateKey, 0, 'SHA-256', octets, engine);
  if (detached) signed.encapContentInfo = new EncapsulatedContentInfo({ eContentType: DATA });
  const info = new ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER(false));
};
