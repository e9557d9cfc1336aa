import { X509Certificate } from 'node:crypto';
import type { ServiceProviderSettings } from '@stanza/core';

/** What an ente signs its messages with, in one federation. */
export interface SigningKey {
  /** PKCS #8, not encrypted. */
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

/** The keys of an ente in one federation. */
export interface EnteKeys {
  /** Everything is signed with this one. */
  readonly current: SigningKey;
  /** Will follow: the metadata announce it, so that providers know it before the first message is signed with it. */
  readonly next: SigningKey | null;
}

/** @param next while it takes the place of the current key it is both, and there is none to follow */
export const enteKeys = (current: SigningKey, next: SigningKey | null): EnteKeys => ({
  current,
  next: next?.certificatePem === current.certificatePem ? null : next,
});

/** The keys of an ente in a federation; null when there is none (yet). */
export type SigningKeys = (settings: ServiceProviderSettings) => Promise<EnteKeys | null>;

/** Where what is wrong with a key is written down. */
export interface KeyLog {
  warn(what: object, message: string): void;
  error(what: object, message: string): void;
}

/** The certificate as XML writes it: base64 of the DER, without line breaks. @throws when it is none */
export const certificateBase64 = (certificatePem: string): string =>
  new X509Certificate(certificatePem).raw.toString('base64');
