import { createHash, type X509Certificate } from 'node:crypto';
import type { SignatureRule, Signer } from '@stanza/core';
import type { SignerInfo } from 'pkijs';
import { digestName, isSignatureOf, isStrongKey, verificationKey } from './key-rules.ts';
import type { Envelope } from './parse-signed-data.ts';
import { namesCertificate, type SignedAttributes, signedAttributesOf } from './signed-attributes.ts';
import {
  certificateNamedBy,
  codiceFiscaleOn,
  nameOn,
  type ReadCertificate,
  readCertificates,
} from './signer-certificate.ts';
import { trustOf } from './trust.ts';

/** By what signatures are judged, besides the file. */
export interface Circumstances {
  readonly receivedAt: Date;
  /** The certificates of authorities that the platform trusts; null when it has no list. */
  readonly authorities: readonly X509Certificate[] | null;
  /** Of when the list is, where it says so. */
  readonly list?: NonNullable<Signer['list']>;
}

/** What an envelope was signed over. */
export interface Signed {
  /** Its bytes, in pieces. */
  readonly content: readonly Uint8Array[];
  /** Whether signing-certificate-v2 may be missing: before PAdES nobody asked for it. */
  readonly mayLackSigningCertificate?: boolean;
  /** When it was signed, where the signature does not say it itself: in a PDF. */
  readonly signedAt?: Date | null;
}

/** The first rule that is not kept; each is looked at only when those before it are. */
type Rules = readonly (readonly [SignatureRule, () => boolean])[];
const firstBroken = (rules: Rules): SignatureRule | null => rules.find(([, isKept]) => !isKept())?.[0] ?? null;

const isBegun = ({ x509 }: ReadCertificate, at: Date): boolean => x509.validFromDate <= at;
const isOver = ({ x509 }: ReadCertificate, at: Date): boolean => x509.validToDate < at;

/** How far the clock of who signs may be ahead. */
const MOST_AHEAD_MS = 5 * 60 * 1000;

/** Judges the signers of an envelope. Digests of the document are computed once for each algorithm. */
export const judgeSigners = (
  { signed, certificates: written }: Envelope,
  { content, mayLackSigningCertificate = false, signedAt: elsewhere = null }: Signed,
  { receivedAt, authorities, list }: Circumstances,
): readonly Signer[] => {
  const certificates = readCertificates(written);
  const digests = new Map<string, Buffer>();
  const digestOf = (algorithm: string): Buffer => {
    const known = digests.get(algorithm);
    if (known !== undefined) return known;
    const hash = createHash(algorithm);
    for (const piece of content) hash.update(piece);
    const digest = hash.digest();
    digests.set(algorithm, digest);
    return digest;
  };

  const brokenBy = (info: SignerInfo, certificate: ReadCertificate, attributes: SignedAttributes | null, at: Date) => {
    const { publicKey } = certificate.x509;
    const digest = digestName(info.digestAlgorithm.algorithmId);
    if (!isStrongKey(publicKey)) return 'key_strength';
    if (digest === null) return 'digest_strength';
    if (attributes === null) return 'signed_attributes';
    const key = verificationKey(publicKey, info.signatureAlgorithm, digest);
    const namesNone = mayLackSigningCertificate && attributes.signingCertificates.length === 0;
    const signature = info.signature.valueBlock.valueHexView;
    return firstBroken([
      ['content_type', () => attributes.contentType === signed.encapContentInfo.eContentType],
      ['signing_certificate', () => namesNone || namesCertificate(attributes, certificate.bytes)],
      ['signature_algorithm', () => key !== null],
      ['signature_value', () => key !== null && isSignatureOf(key, digest, attributes.bytes, signature)],
      ['message_digest', () => digestOf(digest).equals(attributes.messageDigest)],
      ['certificate_begun', () => isBegun(certificate, at) && isBegun(certificate, receivedAt)],
      ['certificate_not_over', () => !isOver(certificate, at) && !isOver(certificate, receivedAt)],
    ]);
  };

  return signed.signerInfos.map((info): Signer => {
    const certificate = certificateNamedBy(certificates, info);
    const attributes = signedAttributesOf(info);
    const declared = attributes?.signingTime ?? elsewhere;
    // Nobody signs tomorrow what was received today: such a date says nothing.
    const isPossible = declared !== null && declared.getTime() <= receivedAt.getTime() + MOST_AHEAD_MS;
    const signedAt = isPossible ? declared : null;
    const said = { signedAt: signedAt?.toISOString() ?? null, changedAfter: false };
    if (certificate === null) {
      return { ...said, name: '', codiceFiscale: null, broken: 'certificate_present', trust: 'unknown' };
    }
    return {
      ...said,
      name: nameOn(certificate),
      codiceFiscale: codiceFiscaleOn(certificate),
      broken: brokenBy(info, certificate, attributes, signedAt ?? receivedAt),
      trust: trustOf(certificate, certificates, authorities, receivedAt),
      ...(list === undefined ? {} : { list }),
    };
  });
};
