import type {
  IdentityProviderEntry,
  OutgoingMessage,
  ServiceProviderSettings,
  SignInLevel,
  SignInPurpose,
} from '@stanza/core';
import { attributeSet } from './attribute-sets.ts';
import { element } from './element.ts';
import { issuer } from './issuer.ts';
import { levelClass } from './level-class.ts';
import { makeMessageId } from './message-id.ts';
import { signedRedirect } from './redirect-binding.ts';
import { NAME_FORMATS, NAMESPACES } from './saml-names.ts';
import type { SigningKey } from './signing-key.ts';

/** From here on SPID wants the person to sign in anew; CIE always does. */
const FORCED_FROM = 2;

/**
 * A signed AuthnRequest to a provider, by HTTP-Redirect (spid.md 2.3).
 *
 * The level is the lowest that is accepted (`Comparison="minimum"`): who signs in with more may. The answer goes to the one
 * AssertionConsumerService of the metadata, by its index, with the attributes of the purpose.
 * @param relayState opaque: given back with the answer, and read by whoever looks at the address
 */
export const makeAuthnRequest = async (
  settings: ServiceProviderSettings,
  key: SigningKey,
  provider: IdentityProviderEntry,
  asked: {
    readonly level: SignInLevel;
    readonly purpose: SignInPurpose;
    readonly at: Date;
    readonly relayState: string;
  },
): Promise<OutgoingMessage> => {
  const { federation } = settings;
  const id = makeMessageId();
  const xml = element(
    'samlp:AuthnRequest',
    {
      'xmlns:samlp': NAMESPACES.protocol,
      'xmlns:saml': NAMESPACES.assertion,
      ID: id,
      Version: '2.0',
      IssueInstant: asked.at.toISOString(),
      Destination: provider.signInUrl,
      ForceAuthn: federation === 'cie' || asked.level >= FORCED_FROM ? 'true' : null,
      AssertionConsumerServiceIndex: '0',
      AttributeConsumingServiceIndex: String(attributeSet(federation, asked.purpose).index),
    },
    issuer(settings),
    element('samlp:NameIDPolicy', { Format: NAME_FORMATS.transient }),
    element(
      'samlp:RequestedAuthnContext',
      { Comparison: 'minimum' },
      element('saml:AuthnContextClassRef', {}, levelClass(asked.level)),
    ),
  );
  const message = { field: 'SAMLRequest', xml, relayState: asked.relayState } as const;
  return { id, url: await signedRedirect(provider.signInUrl, message, key), xml };
};
