import * as asn1js from 'asn1js';
import {
  Attribute,
  AttributeTypeAndValue,
  Certificate,
  CryptoEngine,
  EncapsulatedContentInfo,
  Extension,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';

const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const COMMON_NAME = '2.5.4.3';
const SERIAL_NUMBER = '2.5.4.5';
const KEY_USAGE = '2.5.29.15';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const NON_REPUDIATION = 0x40;
/** For as long as a year is written with two digits: no test depends on the day on which it runs. */
const [VALID_FROM, VALID_UNTIL] = [new Date('2020-01-01T00:00:00Z'), new Date('2049-12-31T00:00:00Z')];

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
  /** Codice fiscale on it; none when it is not given. */
  readonly codiceFiscale?: string;
  /** When it is signed; now when it is not given. The certificate is valid from 2020 to 2049. */
  readonly signedAt?: Date;
  /** Leaves the content out: a signature beside its document. */
  readonly detached?: boolean;
  /** Signs without a word of which certificate is the signer's: a CMS, but none of CAdES. */
  readonly plain?: boolean;
  /** Writes the content in pieces of so many bytes (BER), as who signs in a stream; in one piece when it is not given. */
  readonly chunkBytes?: number | undefined;
}

const [OCTET_STRING, CHUNKED_OCTET_STRING, SEQUENCE, EXPLICIT] = [0x04, 0x24, 0x30, 0xa0];

/** Put together by hand: pkijs copies what it writes several times, and a content may be large. */
const tagged = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const length = Buffer.alloc(5, 0x84);
  length.writeUInt32BE(size, 1);
  return Buffer.concat([Uint8Array.of(tag), length, ...parts]);
};

const octetString = (octets: Uint8Array, chunkBytes: number | undefined): Uint8Array => {
  if (chunkBytes === undefined) return tagged(OCTET_STRING, octets);
  const chunks = Array.from({ length: Math.ceil(octets.length / chunkBytes) }, (_, index) =>
    tagged(OCTET_STRING, octets.subarray(index * chunkBytes, (index + 1) * chunkBytes)),
  );
  return tagged(CHUNKED_OCTET_STRING, ...chunks);
};

const oid = (value: string): Uint8Array => new Uint8Array(new asn1js.ObjectIdentifier({ value }).toBER(false));

const engine = new CryptoEngine({ name: 'node', crypto });

/** A key for each kind: making one of RSA takes its time, and nothing here depends on whose it is. */
const keys = new Map<string, Promise<CryptoKeyPair>>();

const keyPair = (kind: keyof typeof ALGORITHMS): Promise<CryptoKeyPair> => {
  const made = keys.get(kind) ?? makeKeyPair(kind);
  keys.set(kind, made);
  return made;
};

const makeKeyPair = async (kind: keyof typeof ALGORITHMS): Promise<CryptoKeyPair> => {
  const made = await crypto.subtle.generateKey(ALGORITHMS[kind], true, ['sign', 'verify']);
  if (!('privateKey' in made)) throw new Error('A key pair was expected');
  return made;
};

const keyUsage = (bits: number): Extension => {
  const value = new asn1js.BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits: 6 });
  return new Extension({ extnID: KEY_USAGE, critical: true, extnValue: value.toBER(false) });
};

const selfSigned = async (
  { commonName = 'Paola Conti', codiceFiscale }: P7mToMake,
  { publicKey, privateKey }: CryptoKeyPair,
): Promise<Certificate> => {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ value: 1 });
  const named = (type: string, text: string) =>
    new AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value: text }) });
  certificate.issuer.typesAndValues.push(named(COMMON_NAME, commonName));
  certificate.subject.typesAndValues.push(named(COMMON_NAME, commonName));
  if (codiceFiscale !== undefined) {
    certificate.subject.typesAndValues.push(named(SERIAL_NUMBER, `TINIT-${codiceFiscale}`));
  }
  certificate.notBefore.value = VALID_FROM;
  certificate.notAfter.value = VALID_UNTIL;
  certificate.extensions = [keyUsage(NON_REPUDIATION)];
  await certificate.subjectPublicKeyInfo.importKey(publicKey, engine);
  await certificate.sign(privateKey, 'SHA-256', engine);
  return certificate;
};

const digest = async (octets: ArrayBuffer): Promise<asn1js.OctetString> =>
  new asn1js.OctetString({ valueHex: await crypto.subtle.digest('SHA-256', octets) });

/** ESSCertIDv2 of one certificate, with the digest that is meant when none is named (RFC 5035). */
const signingCertificate = async (certificate: Certificate): Promise<asn1js.Sequence> => {
  const value = [await digest(certificate.toSchema().toBER(false))];
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value })] })] });
};

const signedAttributes = async (
  { signedAt = new Date(), plain = false }: P7mToMake,
  octets: ArrayBuffer,
  certificate: Certificate,
): Promise<SignedAndUnsignedAttributes> => {
  const attribute = (type: string, value: asn1js.BaseBlock) => new Attribute({ type, values: [value] });
  const attributes = [
    attribute(CONTENT_TYPE, new asn1js.ObjectIdentifier({ value: DATA })),
    attribute(SIGNING_TIME, new asn1js.UTCTime({ valueDate: signedAt })),
    attribute(MESSAGE_DIGEST, await digest(octets)),
    ...(plain ? [] : [attribute(SIGNING_CERTIFICATE_V2, await signingCertificate(certificate))]),
  ];
  return new SignedAndUnsignedAttributes({ type: 0, attributes });
};

/** A `.p7m` really signed (CAdES, SHA-256), with a certificate that signs itself. */
export const makeP7m = async (asked: P7mToMake): Promise<Uint8Array> => {
  const { content, key = 'ec', detached = false, chunkBytes } = asked;
  const pair = await keyPair(key);
  const certificate = await selfSigned(asked, pair);
  const { issuer, serialNumber } = certificate;
  const octets = new Uint8Array(content).buffer;
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
    signedAttrs: await signedAttributes(asked, octets, certificate),
  });
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: DATA }),
    signerInfos: [signer],
    certificates: [certificate],
  });
  await signed.sign(pair.privateKey, 0, 'SHA-256', octets, engine);
  const [version, digests, encapsulated, ...rest] = signed
    .toSchema(true)
    .valueBlock.value.map((block: asn1js.BaseBlock) => new Uint8Array(block.toBER(false)));
  if (version === undefined || digests === undefined || encapsulated === undefined) throw new Error('No SignedData');
  const inside = detached
    ? encapsulated
    : tagged(SEQUENCE, oid(DATA), tagged(EXPLICIT, octetString(content, chunkBytes)));
  return new Uint8Array(
    tagged(SEQUENCE, oid(SIGNED_DATA), tagged(EXPLICIT, tagged(SEQUENCE, version, digests, inside, ...rest))),
  );
};
