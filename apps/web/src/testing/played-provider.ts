import { inflateRawSync } from 'node:zlib';
import type { IdentityProviderEntry, ServiceProviderSettings, SignInLevel, VerifiedIdentity } from '@stanza/core';
import { makeMemoryTerritory } from '@stanza/core/testing';
import { makeSamlFederation, type SigningKey } from '@stanza/gateways';
import { encodeMessage, makeProviderKey, personAttributes, signInResponseXml } from '@stanza/gateways/test-provider';
import { certificateBase64, signAssertion } from '@stanza/gateways/testing';
import { makeEnteSetup, makePool } from '@stanza/postgres';
import { pathOfUrl } from './sign-in.ts';
import type { Page } from './test-browser.ts';
import type { TestPortal } from './test-portal.ts';

/** An identity provider of SPID that a test plays itself, since it has the key. */
export interface PlayedProvider {
  readonly entry: IdentityProviderEntry;
  /**
   * The form that signs somebody in, and what the provider calls them.
   * @param login the redirect that led here
   * @param how.as who it says that it is; what it signs with is its own
   * @param how.level what was reached; SpidL2 when it is not given
   * @param how.written what it makes of a good Response without signatures; it signs the Assertion when it is not given
   */
  answer(
    login: Page,
    person: VerifiedIdentity,
    how?: {
      readonly as?: IdentityProviderEntry;
      readonly level?: SignInLevel;
      readonly written?: (unsigned: string, key: SigningKey) => string;
    },
  ): { readonly form: { readonly SAMLResponse: string }; readonly nameId: string };
  /** The path and query of a signed LogoutRequest. @param nameId of who logs out @param as who it says that it is */
  logoutRequest(nameId: string, as?: IdentityProviderEntry): Promise<string>;
  /** The path and query of a signed LogoutResponse. @param asked the address that the portal sends to @param as as above */
  logoutAnswer(asked: string, as?: IdentityProviderEntry): Promise<string>;
}

/** `ID` of the request that an address carries. */
const requestIdIn = (url: string): string => {
  const encoded = new URL(url).searchParams.get('SAMLRequest') ?? '';
  const xml = inflateRawSync(Buffer.from(encoded, 'base64')).toString('utf8');
  return / ID="([^"]+)"/u.exec(xml)?.[1] ?? '';
};

const playedProvider = async (
  { portal }: TestPortal,
  settings: ServiceProviderSettings,
  entityId: string,
): Promise<PlayedProvider> => {
  const key = await makeProviderKey();
  const entry: IdentityProviderEntry = {
    federation: 'spid',
    entityId,
    name: new URL(entityId).hostname,
    signInUrl: `${entityId}/sso`,
    logoutUrl: `${entityId}/slo`,
    logoutAnswerUrl: `${entityId}/slo`,
    certificates: [certificateBase64(key.certificatePem)],
  };
  // A LogoutRequest is the same in both directions: here the Comune is the partner.
  const saml = makeSamlFederation({
    keys: async () => ({ current: await key, next: null }),
    territory: makeMemoryTerritory(),
  });
  return {
    entry,
    answer(login, person, { as: provider = entry, level = 2, written = signAssertion } = {}) {
      const [requestId, at] = [requestIdIn(login.location ?? ''), portal.clock.now()];
      const attributes = personAttributes('spid', person);
      const xml = written(signInResponseXml({ provider, settings, requestId, at, attributes, level }), key);
      return {
        form: { SAMLResponse: encodeMessage(xml) },
        nameId: /<saml:NameID [^>]*>([^<]+)</u.exec(xml)?.[1] ?? '',
      };
    },
    async logoutRequest(nameId, { entityId, federation } = entry) {
      const comune = { ...entry, logoutUrl: `${settings.baseUrl}/spid/logout` };
      const session = { federation, provider: entityId, nameId, nameQualifier: entityId, sessionIndex: null };
      const asked = await saml.askLogout({ ...settings, entityId }, comune, session, portal.clock.now());
      return pathOfUrl(asked?.url ?? '');
    },
    async logoutAnswer(url, { entityId } = entry) {
      const comune = { ...entry, logoutAnswerUrl: `${settings.baseUrl}/spid/logout` };
      const [requestId, at] = [requestIdIn(url), portal.clock.now()];
      const answer = await saml.answerLogout({ ...settings, entityId }, comune, { requestId, at, relayState: null });
      return pathOfUrl(answer?.url ?? '');
    },
  };
};

/** Puts an ente into SPID, with these providers instead of the test provider. @param entityIds of the providers */
export const enterSpid = async (
  portal: TestPortal,
  ente: string,
  entityIds: readonly string[],
): Promise<readonly PlayedProvider[]> => {
  const tenant = await portal.portal.tenants.bySlug(ente);
  if (tenant === null) throw new Error(`${ente} is not there`);
  const { settings } = await portal.portal.federationsOf(tenant);
  const spid = settings.find(({ federation }) => federation === 'spid');
  if (spid === undefined) throw new Error(`${ente} is nothing in SPID`);
  const providers = await Promise.all(entityIds.map((entityId) => playedProvider(portal, spid, entityId)));
  const pool = makePool(portal.database.adminUrl, { max: 1 });
  const setup = makeEnteSetup(pool);
  await setup.saveServiceProvider(tenant.id, spid);
  await setup.saveIdentityProviders(
    tenant.id,
    'spid',
    providers.map(({ entry }) => entry),
  );
  await pool.end();
  return providers;
};
