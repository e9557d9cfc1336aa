import type { IdentityFederation, ServiceProviderSettings, Territory } from '@stanza/core';
import { makeAuthnRequest } from './authn-request.ts';
import { makeLogoutAnswer, makeLogoutRequest } from './make-logout.ts';
import { makeMetadata } from './metadata.ts';
import { answeredRequest } from './read-response.ts';
import type { SigningKey, SigningKeys } from './signing-key.ts';
import { senderOfLogout, verifyLogoutAnswer, verifyLogoutRequest } from './verify-logout.ts';
import { makeVerifySignIn } from './verify-sign-in.ts';

/** SPID and CIE by SAML 2.0. @param deps.keys of the enti, never in the database */
export const makeSamlFederation = (deps: {
  readonly keys: SigningKeys;
  readonly territory: Territory;
}): IdentityFederation => {
  const keyOf = async (settings: ServiceProviderSettings): Promise<SigningKey | null> =>
    (await deps.keys(settings))?.current ?? null;
  return {
    metadata: makeKeptMetadata(deps.keys),
    async askSignIn(settings, provider, asked) {
      const key = await keyOf(settings);
      if (key === null) throw new Error(`${settings.baseUrl} has no key for ${settings.federation}`);
      return makeAuthnRequest(settings, key, provider, asked);
    },
    answeredRequest,
    verifySignIn: makeVerifySignIn(deps.territory),
    async askLogout(settings, provider, session, at) {
      const key = await keyOf(settings);
      return key === null ? null : makeLogoutRequest(settings, key, provider, session, at);
    },
    verifyLogoutAnswer,
    senderOfLogout,
    verifyLogoutRequest,
    async answerLogout(settings, provider, asked) {
      const key = await keyOf(settings);
      return key === null ? null : makeLogoutAnswer(settings, key, provider, asked);
    },
  };
};

/** Metadata is signed when somebody first asks for it, and again when settings or keys are others. */
const makeKeptMetadata = (keysOf: SigningKeys): IdentityFederation['metadata'] => {
  const kept = new Map<string, { readonly of: string; readonly xml: string }>();
  return async (settings) => {
    const keys = await keysOf(settings);
    if (keys === null) return null;
    const place = `${settings.federation} ${settings.baseUrl}`;
    const of = JSON.stringify([settings, keys.current.certificatePem, keys.next?.certificatePem]);
    const known = kept.get(place);
    if (known?.of === of) return known.xml;
    const xml = makeMetadata(settings, keys);
    kept.set(place, { of, xml });
    return xml;
  };
};
