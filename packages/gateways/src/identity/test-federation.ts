import type {
  DefaultFederations,
  Federation,
  IdentityProviderEntry,
  ServiceProviderSettings,
  Tenant,
} from '@stanza/core';
import type { SigningKey } from './saml/signing-key.ts';

/** An ente, as the test provider knows it. */
export interface TestPartners {
  readonly settings: ServiceProviderSettings;
  readonly provider: IdentityProviderEntry;
  readonly providerKey: SigningKey;
  readonly key: SigningKey;
}

/** Every ente in both federations, with one provider that lets in whoever asks. */
export interface TestFederation {
  readonly defaultFederations: DefaultFederations;
  /** The key of an ente, made when it is first needed and forgotten with the process. */
  signingKey(settings: ServiceProviderSettings): Promise<SigningKey>;
  partners(tenant: Tenant, federation: Federation): Promise<TestPartners>;
}
