import { X509Certificate } from 'node:crypto';
import type { ServiceProviderSettings } from '@stanza/core';

/** What an ente signs its messages with, in one federation. */
export interface SigningKey {
  /** PKCS #8, not encrypted. */
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

/** The key of an ente in a federation; null when there is none (yet). */
export type SigningKeys = (settings: ServiceProviderSettings) => Promise<SigningKey | null>;

/** The certificate as XML writes it: base64 of the DER, without line breaks. @throws when it is none */
export const certificateBase64 = (certificatePem: string): string =>
  new X509Certificate(certificatePem).raw.toString('base64');
