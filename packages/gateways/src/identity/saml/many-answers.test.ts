import { describe, expect, it } from '@jest/globals';
import { makeCompleteSignIn, makeStartSignIn, type SignInWish, type UnitOfWork } from '@stanza/core';
import { aTenant, makeMemoryPorts } from '@stanza/core/testing';
import { testCitizens } from '../test-citizens.ts';
import { parseAuthnRequest } from '../test-provider/authn-request.ts';
import { personAttributes } from '../test-provider/person-attributes.ts';
import { makeProviderKey } from '../test-provider/provider-key.ts';
import { makeSignInResponse } from '../test-provider/sign-in-response.ts';
import { makeSamlFederation } from './make-saml-federation.ts';
import { sampleProvider } from './testing/sample-provider.ts';
import { SAMPLE_NOW, sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

/** A unit of work that says how much of it is under way: each has a connection to the database. */
const counted = ({ run, read }: UnitOfWork) => {
  let open = 0;
  const counting = async <T>(work: () => Promise<T>): Promise<T> => {
    open += 1;
    return work().finally(() => {
      open -= 1;
    });
  };
  const unitOfWork: UnitOfWork = {
    run: (...given) => counting(() => run(...given)),
    read: (...given) => counting(() => read(...given)),
  };
  return { unitOfWork, open: () => open };
};

const stage = async () => {
  const settings = sampleSettings('spid');
  const [key, theirs] = await Promise.all([sampleKey(settings), makeProviderKey(SAMPLE_NOW)]);
  const ports = makeMemoryPorts(SAMPLE_NOW);
  const { unitOfWork, open } = counted(ports.unitOfWork);
  const [tenant, provider] = [aTenant(ports.ids.next()), sampleProvider('spid', theirs.certificatePem)];
  await ports.setup.addTenant(tenant);
  await ports.setup.saveServiceProvider(tenant.id, settings);
  await ports.setup.saveIdentityProviders(tenant.id, 'spid', [provider]);
  const saml = makeSamlFederation({ keys: async () => ({ current: key, next: null }), territory: ports.territory });
  const openWhileVerifying: number[] = [];
  const federation: typeof saml = {
    ...saml,
    verifySignIn(...given) {
      openWhileVerifying.push(open());
      return saml.verifySignIn(...given);
    },
  };
  const defaultFederations = async () => ({ settings: [], providers: [] });
  const deps = { ...ports, unitOfWork, federation, defaultFederations };
  const wish: SignInWish = {
    federation: 'spid',
    provider: provider.entityId,
    level: 2,
    purpose: 'access',
    destination: '/forli/stanza',
    replaces: null,
    browser: 'ab'.repeat(32),
  };
  const started = await makeStartSignIn(deps)(tenant, wish);
  const url = new URL(started.ok ? started.value.url : '');
  const asked = parseAuthnRequest(url.search.slice(1), settings, key.certificatePem);
  const [citizen] = testCitizens;
  if (!asked.ok || citizen === undefined) throw new Error('The sign-in was to begin');
  const attributes = personAttributes('spid', citizen.verified);
  const facts = { provider, settings, requestId: asked.value.requestId, at: SAMPLE_NOW };
  const answer = makeSignInResponse({ ...facts, attributes, level: 2 }, theirs);
  return { openWhileVerifying, complete: () => makeCompleteSignIn(deps)(tenant, 'spid', answer) };
};

describe('the answer to a request', () => {
  it('is verified without a connection to the database', async () => {
    const { complete, openWhileVerifying } = await stage();
    expect(await complete()).toMatchObject({ ok: true });
    expect(openWhileVerifying).toEqual([0]);
  });

  it('signs in once, also when it comes several times at once', async () => {
    const { complete } = await stage();
    const completed = await Promise.all(Array.from({ length: 4 }, complete));
    expect(completed.filter(({ ok }) => ok)).toHaveLength(1);
    const unknown = { ok: false, error: { code: 'not_valid', rule: 'request_unknown', asked: null } };
    expect(completed.filter(({ ok }) => !ok)).toEqual([unknown, unknown, unknown]);
  });
});
