import type { X509Certificate } from 'node:crypto';
import type { SignerTrust } from '@stanza/core';
import { isForDocuments, type ReadCertificate } from './signer-certificate.ts';

/** Certificates between a signer's and one of the list: more than anybody has. */
const MAX_STEPS = 4;

const isValidAt = ({ validFromDate, validToDate }: X509Certificate, at: Date): boolean =>
  validFromDate <= at && at <= validToDate;

/** Whether this authority has issued that certificate: by name, and by its key. */
const hasIssued = (authority: X509Certificate, certificate: X509Certificate): boolean => {
  try {
    return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
  } catch {
    return false; // a key that OpenSSL does not know
  }
};

/**
 * Whether a signer's certificate was issued by an authority of the list, by itself or by others that came with the file.
 * @param authorities of the list; null when the platform has none
 */
export const trustOf = (
  signer: ReadCertificate,
  others: readonly ReadCertificate[],
  authorities: readonly X509Certificate[] | null,
  at: Date,
): SignerTrust => {
  if (authorities === null) return 'unknown';
  if (!isForDocuments(signer)) return 'untrusted';
  let certificate = signer.x509;
  for (let step = 0; step <= MAX_STEPS; step += 1) {
    const issuerOf = (authority: X509Certificate) => isValidAt(authority, at) && hasIssued(authority, certificate);
    if (authorities.some(issuerOf)) return 'trusted';
    const next = others.find(({ x509 }) => x509 !== certificate && issuerOf(x509));
    if (next === undefined) return 'untrusted';
    certificate = next.x509;
  }
  return 'untrusted';
};
