import { type KeyObject, X509Certificate } from 'node:crypto';

/** Below it an RSA key is no proof. */
const MIN_BITS = 2048;

const isStrong = ({ asymmetricKeyType: kind, asymmetricKeyDetails: details }: KeyObject): boolean =>
  kind === 'rsa' && (details?.modulusLength ?? 0) >= MIN_BITS;

/**
 * The keys by which signatures are proven: RSA, of 2048 bits at least. The times of a certificate do not count: what makes a key
 * good is that the federation's file names it. What cannot be read is none.
 * @param certificates base64 of the DER
 */
export const verificationKeys = (certificates: readonly string[]): readonly KeyObject[] =>
  certificates.flatMap((certificate) => {
    try {
      const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
      return isStrong(publicKey) ? [publicKey] : [];
    } catch {
      return [];
    }
  });
