import { constants, type KeyObject, type VerifyKeyObjectInput, verify } from 'node:crypto';
import * as asn1js from 'asn1js';
import { AlgorithmIdentifier, RSASSAPSSParams } from 'pkijs';

const MIN_RSA_BITS = 2048;
const CURVES: readonly unknown[] = ['prime256v1', 'secp384r1', 'secp521r1'];
const PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';

export type DigestName = 'sha256' | 'sha384' | 'sha512' | 'sha3-256' | 'sha3-384' | 'sha3-512';

const DIGESTS: Readonly<Record<string, DigestName>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
};

/** Algorithms of signature, with the digest that they are made of; null where the signer's own digest is meant. */
const SIGNATURES: Readonly<Record<string, { readonly key: 'rsa' | 'ec'; readonly digest: DigestName | null }>> = {
  '1.2.840.113549.1.1.1': { key: 'rsa', digest: null },
  '1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
  '1.2.840.10045.2.1': { key: 'ec', digest: null },
  '1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512' },
};

/** A digest of SHA-256 or stronger; null for any other. */
export const digestName = (oid: string): DigestName | null => DIGESTS[oid] ?? null;

/** Whether a key is strong enough to be believed: RSA of 2048 bits, or one of the curves that certificates have. */
export const isStrongKey = ({ asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject): boolean =>
  asymmetricKeyType === 'ec'
    ? CURVES.includes(details?.namedCurve)
    : (asymmetricKeyType === 'rsa' || asymmetricKeyType === 'rsa-pss') && (details?.modulusLength ?? 0) >= MIN_RSA_BITS;

const pssParams = (schema: unknown): RSASSAPSSParams | null => {
  try {
    return new RSASSAPSSParams({ schema });
  } catch {
    return null;
  }
};

/** The digest that a mask is made of; null when it is none that is known. */
const maskDigest = ({ algorithmId, algorithmParams }: AlgorithmIdentifier): DigestName | null =>
  algorithmId === MGF1 && algorithmParams instanceof asn1js.Sequence
    ? digestName(new AlgorithmIdentifier({ schema: algorithmParams }).algorithmId)
    : null;

/** RSASSA-PSS (RFC 4056): the digest, the one of its mask and the signer's are the same. Null when it is not so. */
const pssKey = (key: KeyObject, digest: DigestName, schema: unknown): VerifyKeyObjectInput | null => {
  const params = pssParams(schema);
  if (params === null || digestName(params.hashAlgorithm.algorithmId) !== digest) return null;
  if (maskDigest(params.maskGenAlgorithm) !== digest) return null;
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: params.saltLength };
};

/**
 * The key as it must be used to verify a signature of this algorithm.
 * @returns null when the algorithm is not one of the key's, or is not made of the digest that the signer names
 */
export const verificationKey = (
  key: KeyObject,
  { algorithmId, algorithmParams }: AlgorithmIdentifier,
  digest: DigestName,
): VerifyKeyObjectInput | null => {
  if (algorithmId === PSS) return key.asymmetricKeyType === 'ec' ? null : pssKey(key, digest, algorithmParams);
  const made = SIGNATURES[algorithmId];
  if (made === undefined || key.asymmetricKeyType !== made.key) return null;
  return made.digest === null || made.digest === digest ? { key } : null;
};

/** Whether a signature is the key's, over these bytes. */
export const isSignatureOf = (
  key: VerifyKeyObjectInput,
  digest: DigestName,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean => {
  try {
    return verify(digest, bytes, key, signature);
  } catch {
    return false; // how OpenSSL says that the signature is not even of the right form
  }
};
