import type { Federation, IdentityProviderEntry, ServiceProviderSettings } from '@stanza/core';
import { acsUrl } from '../saml/addresses.ts';
import { xmlText } from '../saml/element.ts';
import { makeMessageId } from '../saml/message-id.ts';
import { NAME_FORMATS, NAMESPACES } from '../saml/saml-names.ts';

/** What every answer of a provider says. */
export interface AnswerFacts {
  readonly provider: Pick<IdentityProviderEntry, 'federation' | 'entityId'>;
  readonly settings: ServiceProviderSettings;
  readonly requestId: string;
  readonly at: Date;
}

/** SPID writes the Format of an Issuer, CIE does not. */
export const issuerElement = (federation: Federation, entityId: string): string =>
  `<saml:Issuer${federation === 'spid' ? ` Format="${NAME_FORMATS.entity}"` : ''}>${xmlText(entityId)}</saml:Issuer>`;

/** A Response around its Status and, where there is one, its Assertion. */
export const responseFrame = ({ provider, settings, requestId, at }: AnswerFacts, content: string): string =>
  `<samlp:Response xmlns:samlp="${NAMESPACES.protocol}" xmlns:saml="${NAMESPACES.assertion}" ID="${makeMessageId()}" Version="2.0"` +
  ` IssueInstant="${at.toISOString()}" InResponseTo="${xmlText(requestId)}"` +
  ` Destination="${xmlText(acsUrl(settings))}">` +
  `${issuerElement(provider.federation, provider.entityId)}${content}</samlp:Response>`;
