import { logoutUrl } from '../saml/addresses.ts';
import { makeLogoutAnswer } from '../saml/make-logout.ts';
import { certificateBase64 } from '../saml/signing-key.ts';
import { verifyLogoutRequest } from '../saml/verify-logout.ts';
import type { TestPartners } from '../test-federation.ts';

/**
 * What a provider answers to a LogoutRequest of an ente that came by redirect: the two sides of a logout are alike, so that each is
 * to the other what it is to us.
 * @param query as it was sent
 * @returns where the browser goes with the answer; null when the request is not one that the ente has signed
 */
export const answerTestLogout = async (
  { settings, provider, providerKey, key }: TestPartners,
  query: string,
  at: Date,
): Promise<string | null> => {
  const asEnte = {
    ...provider,
    entityId: settings.entityId,
    certificates: [certificateBase64(key.certificatePem)],
    logoutAnswerUrl: logoutUrl(settings),
  };
  const baseUrl = provider.entityId.slice(0, provider.entityId.lastIndexOf('/'));
  const asProvider = { ...settings, entityId: provider.entityId, baseUrl };
  const asked = await verifyLogoutRequest(asProvider, asEnte, { binding: 'redirect', query }, at);
  if (!asked.ok) return null;
  const { requestId, relayState } = asked.value;
  const answer = await makeLogoutAnswer(asProvider, providerKey, asEnte, { requestId, at, relayState });
  return answer?.url ?? null;
};
