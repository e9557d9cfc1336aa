export * from './argon2-password-hasher.ts';
export * from './error-code.ts';
export * from './http/body-around.ts';
export * from './http/exchange.ts';
export * from './http/outage.ts';
export * from './http/pauses.ts';
export * from './identity/is-loopback.ts';
export * from './identity/saml/activate-next-key.ts';
export { metadataUrl } from './identity/saml/addresses.ts';
export { type KeyBits, makeCertificate } from './identity/saml/certificate.ts';
export * from './identity/saml/certificate-end.ts';
export * from './identity/saml/certificate-problems.ts';
export { element, xmlText } from './identity/saml/element.ts';
export * from './identity/saml/environment-signing-keys.ts';
export * from './identity/saml/file-signing-keys.ts';
export type { XmlLimits } from './identity/saml/is-balanced.ts';
export * from './identity/saml/make-saml-federation.ts';
export { childElements, elementsBelow, parseXml, textOf } from './identity/saml/parse-xml.ts';
export { halfActivated, readCurrentKey, readNextKey, UnusableSigningKey } from './identity/saml/read-signing-key.ts';
export type { EntryProblem } from './identity/saml/registry-entry.ts';
export { type RegistryProblem, type RegistryTrust, readRegistry } from './identity/saml/registry-file.ts';
export {
  type EnteKeys,
  enteKeys,
  type KeyLog,
  type SigningKey,
  type SigningKeys,
} from './identity/saml/signing-key.ts';
export * from './identity/saml/signing-key-files.ts';
export type { TestFederation, TestPartners } from './identity/test-federation.ts';
export * from './limit-settings.ts';
export * from './make-content-file-inspector.ts';
export * from './make-feed-reader.ts';
export * from './make-one-time-codes.ts';
export * from './make-password-judge.ts';
export * from './make-signature-verifier.ts';
export * from './make-system-clock.ts';
export * from './make-uuid-v7-ids.ts';
export * from './network-of.ts';
export * from './payment/make-payment-gateways.ts';
export type { PagopaSecrets, PagopaSettings } from './payment/pagopa/settings.ts';
export * from './payment/payments.ts';
export * from './secret-box/make-secret-box.ts';
export * from './secret-box/secret-key.ts';
export * from './settings-parts.ts';
export { type AuthorityList, readAuthorityList, writeAuthorityList } from './signature/authority-list.ts';
export * from './signature/trusted-list.ts';
export * from './storage/holds-sealed-files.ts';
export * from './storage/make-attachment-storage.ts';
export { s3Schema } from './storage/s3-settings.ts';
export { newStorageKey, storageKeysSchema } from './storage/storage-key.ts';
export * from './storage/storage-settings.ts';
export * from './territory/load-territory.ts';
export * from './virus/clamd-settings.ts';
export * from './virus/make-clamd-scanner.ts';
export * from './virus/scan-signed-content.ts';
