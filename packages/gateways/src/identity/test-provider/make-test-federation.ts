import {
  FEDERATIONS,
  type Federation,
  type IdentityProviderEntry,
  type ServiceProviderSettings,
  type Tenant,
} from '@stanza/core';
import { isLoopback } from '../is-loopback.ts';
import { makeCertificate } from '../saml/certificate.ts';
import { certificateBase64, type SigningKey } from '../saml/signing-key.ts';
import type { TestFederation } from '../test-federation.ts';
import { makeProviderKey } from './provider-key.ts';

/** The page of the test provider, below the portal's own address. */
export const TEST_PROVIDER_PREFIX = '/gestore-di-prova';

const VALID_DAYS = 30;

/** As long as the code of IndicePA may be for those who check certificates. */
const MOST_IPA = 11;

const settingsOf = ({ name, slug }: Tenant, federation: Federation, origin: string): ServiceProviderSettings => ({
  federation,
  entityId: `${origin}/${slug}`,
  baseUrl: `${origin}/${slug}`,
  organization: { name, displayName: name, url: `${origin}/${slug}/servizi` },
  ipaCode: `c_${slug.replaceAll(/[^a-z0-9]/gu, '')}`.slice(0, MOST_IPA),
  fiscalCode: null,
  city: name.replace(/^Comune di /u, ''),
  municipality: 'H612',
  // Of the names that are nobody's, ".example" is too long for those who check metadata.
  contact: { email: 'protocollo@comune.test', telephone: null },
});

/**
 * Makes the federation of development: anybody who reaches it is whoever they say they are.
 *
 * @param setting.origin address of the portal, without a slash at its end; asked for each time, since a port may be found late
 * @throws Error in production mode, and when `host` is not a loopback address
 */
export const makeTestFederation = (setting: {
  readonly mode: 'development' | 'production' | 'test';
  readonly host: string;
  readonly origin: () => string;
}): TestFederation => {
  if (setting.mode === 'production') throw new Error('The test identity provider does not run in production mode');
  if (!isLoopback(setting.host)) throw new Error('The test identity provider runs on a loopback address only');
  const { origin } = setting;
  let providerKey: Promise<SigningKey> | null = null;
  const keyOfProvider = (): Promise<SigningKey> => {
    providerKey ??= makeProviderKey();
    return providerKey;
  };
  const providerOf = async ({ slug }: Tenant, federation: Federation): Promise<IdentityProviderEntry> => {
    const address = `${origin()}${TEST_PROVIDER_PREFIX}/${slug}/${federation}`;
    const { certificatePem } = await keyOfProvider();
    return {
      federation,
      entityId: address,
      name: federation === 'spid' ? 'Gestore di prova' : 'Carta di prova',
      signInUrl: address,
      logoutUrl: `${address}/logout`,
      logoutAnswerUrl: `${address}/logout`,
      certificates: [certificateBase64(certificatePem)],
    };
  };
  const keys = new Map<string, Promise<SigningKey>>();
  const signingKey = (settings: ServiceProviderSettings): Promise<SigningKey> => {
    const place = `${settings.baseUrl} ${settings.federation}`;
    const known = keys.get(place) ?? makeCertificate(settings, { from: new Date(), days: VALID_DAYS, bits: 2048 });
    keys.set(place, known);
    return known;
  };
  return {
    signingKey,
    async defaultFederations(tenant) {
      return {
        settings: FEDERATIONS.map((federation) => settingsOf(tenant, federation, origin())),
        providers: await Promise.all(FEDERATIONS.map((federation) => providerOf(tenant, federation))),
      };
    },
    partners: async (tenant, federation) => ({
      settings: settingsOf(tenant, federation, origin()),
      provider: await providerOf(tenant, federation),
      providerKey: await keyOfProvider(),
      key: await signingKey(settingsOf(tenant, federation, origin())),
    }),
  };
};
