import type { IdentityProviderEntry, OutgoingMessage, ProviderSession, ServiceProviderSettings } from '@stanza/core';
import { element, xmlText } from './element.ts';
import { issuer } from './issuer.ts';
import { makeMessageId } from './message-id.ts';
import { signedRedirect } from './redirect-binding.ts';
import { STATUS } from './response-names.ts';
import { NAME_FORMATS, NAMESPACES } from './saml-names.ts';
import type { SigningKey } from './signing-key.ts';

const head = (id: string, at: Date, destination: string): Readonly<Record<string, string>> => ({
  'xmlns:samlp': NAMESPACES.protocol,
  'xmlns:saml': NAMESPACES.assertion,
  ID: id,
  Version: '2.0',
  IssueInstant: at.toISOString(),
  Destination: destination,
});

/** A signed LogoutRequest by HTTP-Redirect; null when the provider has no place for it. */
export const makeLogoutRequest = async (
  settings: ServiceProviderSettings,
  key: SigningKey,
  { logoutUrl }: IdentityProviderEntry,
  { nameId, nameQualifier, sessionIndex }: ProviderSession,
  at: Date,
): Promise<OutgoingMessage | null> => {
  if (logoutUrl === null) return null;
  const id = makeMessageId();
  const qualifier = nameQualifier === '' ? null : nameQualifier;
  const xml = element(
    'samlp:LogoutRequest',
    head(id, at, logoutUrl),
    issuer(settings),
    element('saml:NameID', { Format: NAME_FORMATS.transient, NameQualifier: qualifier }, xmlText(nameId)),
    ...(sessionIndex === null ? [] : [element('samlp:SessionIndex', {}, xmlText(sessionIndex))]),
  );
  return { id, url: await signedRedirect(logoutUrl, { field: 'SAMLRequest', xml, relayState: null }, key), xml };
};

/** A signed LogoutResponse by HTTP-Redirect, that the session is over; null when the provider has no place for it. */
export const makeLogoutAnswer = async (
  settings: ServiceProviderSettings,
  key: SigningKey,
  { logoutAnswerUrl }: IdentityProviderEntry,
  asked: {
    readonly requestId: string;
    readonly at: Date;
    readonly relayState: string | null;
  },
): Promise<OutgoingMessage | null> => {
  if (logoutAnswerUrl === null) return null;
  const id = makeMessageId();
  const xml = element(
    'samlp:LogoutResponse',
    { ...head(id, asked.at, logoutAnswerUrl), InResponseTo: asked.requestId },
    issuer(settings),
    element('samlp:Status', {}, element('samlp:StatusCode', { Value: `${STATUS}Success` })),
  );
  const message = { field: 'SAMLResponse', xml, relayState: asked.relayState } as const;
  return { id, url: await signedRedirect(logoutAnswerUrl, message, key), xml };
};
