import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  federationsOf,
  makeCompleteSignIn,
  makeReceiveLogout,
  makeStartSignIn,
  type SignInWish,
  type Tenant,
} from '@stanza/core';
import { aTenant, makeMemoryPorts } from '@stanza/core/testing';
import { testCitizens } from '../test-citizens.ts';
import { parseAuthnRequest } from '../test-provider/authn-request.ts';
import { personAttributes } from '../test-provider/person-attributes.ts';
import { makeProviderKey } from '../test-provider/provider-key.ts';
import { makeSignInResponse } from '../test-provider/sign-in-response.ts';
import { makeSamlFederation } from './make-saml-federation.ts';
import type { SigningKey } from './signing-key.ts';
import { byRedirect, LOGOUT_REQUEST } from './testing/sample-logout.ts';
import { sampleProvider } from './testing/sample-provider.ts';
import { SAMPLE_NOW, sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

describe('an ente whose key is not there for a moment', () => {
  const [spid, cie] = [sampleSettings('spid'), sampleSettings('cie')];
  let key: SigningKey;
  let providerKey: SigningKey;
  beforeAll(async () => {
    [key, providerKey] = await Promise.all([sampleKey(spid), makeProviderKey(SAMPLE_NOW)]);
  });

  /** An ente that is in both federations; its key of SPID can be taken away. */
  const open = async () => {
    const [ports, ours, theirs] = [makeMemoryPorts(SAMPLE_NOW), key, providerKey];
    const tenant: Tenant = aTenant(ports.ids.next());
    const [provider, card] = [
      sampleProvider('spid', theirs.certificatePem),
      sampleProvider('cie', theirs.certificatePem),
    ];
    await ports.setup.addTenant(tenant);
    for (const settings of [spid, cie]) await ports.setup.saveServiceProvider(tenant.id, settings);
    for (const one of [provider, card]) await ports.setup.saveIdentityProviders(tenant.id, one.federation, [one]);
    let isThere = true;
    const federation = makeSamlFederation({
      keys: async (settings) => (isThere || settings.federation === 'cie' ? { current: ours, next: null } : null),
      territory: ports.territory,
    });
    const defaultFederations = async () => ({ settings: [], providers: [] });
    const deps = { ...ports, federation, defaultFederations };
    const wish: SignInWish = {
      federation: 'spid',
      provider: provider.entityId,
      level: 2,
      purpose: 'access',
      destination: '/forli/stanza',
      replaces: null,
      browser: 'ab'.repeat(32),
    };
    return {
      provider,
      theirs,
      ours,
      takeAway() {
        isThere = false;
      },
      known: () => federationsOf(deps, tenant),
      start: () => makeStartSignIn(deps)(tenant, wish),
      complete: (encoded: string) => makeCompleteSignIn(deps)(tenant, 'spid', encoded),
      logout: async () => makeReceiveLogout(deps)(tenant, 'spid', await byRedirect(LOGOUT_REQUEST, theirs)),
    };
  };

  it('sends nobody on in that federation, and shows the other', async () => {
    const ente = await open();
    expect((await ente.known()).providers).toHaveLength(2);
    ente.takeAway();
    expect((await ente.known()).providers.map(({ federation }) => federation)).toEqual(['cie']);
    expect(await ente.start()).toEqual({ ok: false, error: { code: 'not_found' } });
  });

  it('lets in who is on their way back: an answer needs no key of ours', async () => {
    const ente = await open();
    const started = await ente.start();
    if (!started.ok) throw new Error('The sign-in was to begin');
    ente.takeAway();
    const asked = parseAuthnRequest(new URL(started.value.url).search.slice(1), spid, ente.ours.certificatePem);
    if (!asked.ok) throw new Error('The request was to be good');
    const [citizen] = testCitizens;
    if (citizen === undefined) throw new Error('Nobody was invented');
    const attributes = personAttributes('spid', citizen.verified);
    const facts = { provider: ente.provider, settings: spid, requestId: asked.value.requestId, at: SAMPLE_NOW };
    const answer = makeSignInResponse({ ...facts, attributes, level: 2 }, ente.theirs);
    expect(await ente.complete(answer)).toMatchObject({ ok: true, value: { destination: '/forli/stanza' } });
  });

  it('ends sessions when a provider asks for it, and cannot answer', async () => {
    const ente = await open();
    ente.takeAway();
    expect(await ente.logout()).toEqual({ ok: true, value: { answer: null } });
  });
});
