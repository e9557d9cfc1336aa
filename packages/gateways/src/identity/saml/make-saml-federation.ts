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
  const keyOf = async (settings: ServiceProviderSettings): Promise<SigningKey> => {
    const key = await deps.keys(settings);
    if (key === null) throw new Error(`${settings.baseUrl} has no key for ${settings.federation}`);
    return key;
  };
  return {
    metadata: makeKeptMetadata(deps.keys),
    askSignIn: async (settings, provider, asked) => makeAuthnRequest(settings, await keyOf(settings), provider, asked),
    answeredRequest,
    verifySignIn: makeVerifySignIn(deps.territory),
    async askLogout(settings, provider, session, at) {
      const key = await deps.keys(settings);
      return key === null ? null : makeLogoutRequest(settings, key, provider, session, at);
    },
    verifyLogoutAnswer,
    senderOfLogout,
    verifyLogoutRequest,
    async answerLogout(settings, provider, asked) {
      const key = await deps.keys(settings);
      return key === null ? null : makeLogoutAnswer(settings, key, provider, asked);
    },
  };
};

/** Metadata is signed when somebody first asks for it, and again when settings or key are others. */
const makeKeptMetadata = (keys: SigningKeys): IdentityFederation['metadata'] => {
  const kept = new Map<string, { readonly of: string; readonly xml: string }>();
  return async (settings) => {
    const key = await keys(settings);
    if (key === null) return null;
    const place = `${settings.federation} ${settings.baseUrl}`;
    const of = JSON.stringify([settings, key.certificatePem]);
    const known = kept.get(place);
    if (known?.of === of) return known.xml;
    const xml = makeMetadata(settings, key);
    kept.set(place, { of, xml });
    return xml;
  };
};
