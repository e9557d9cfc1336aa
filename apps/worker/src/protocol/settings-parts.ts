import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { z } from 'zod';

const MEBIBYTE = 1024 * 1024;

/** Whether TLS takes these. */
export const isUsable = (given: SecureContextOptions): boolean => {
  try {
    createSecureContext(given);
    return true;
  } catch {
    return false;
  }
};

/** A certificate or a key. */
export const pemSchema = z.string().max(50_000).startsWith('-----BEGIN ');

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/gu;

/** TLS says nothing of vouchers that it cannot read: nobody would be believed. */
const areCertificates = (pem: string): boolean => {
  try {
    const found = (pem.match(CERTIFICATE) ?? []).map((one) => new X509Certificate(one));
    return found.length > 0;
  } catch {
    return false;
  }
};

/** The certificates of those who vouch for the other side. */
export const vouchersSchema = pemSchema.refine(areCertificates, 'must be certificates as PEM');

/** What a registry takes. */
export const limitsSchema = z
  .strictObject({
    maxFileBytes: z
      .int()
      .min(1)
      .max(1024 * MEBIBYTE),
    maxTotalBytes: z
      .int()
      .min(1)
      .max(1024 * MEBIBYTE),
  })
  .default({ maxFileBytes: 30 * MEBIBYTE, maxTotalBytes: 100 * MEBIBYTE });

/** Seconds of a whole step: the driver takes a number that was asked for as lost after what two of them may take (ADR 39). */
export const timeoutSchema = z.int().min(1).max(400).default(300);
