import type { SignInLevel } from '@stanza/core';
import { acsUrl } from '../saml/addresses.ts';
import { xmlText } from '../saml/element.ts';
import { levelClass } from '../saml/level-class.ts';
import { makeMessageId } from '../saml/message-id.ts';
import { BEARER, STATUS } from '../saml/response-names.ts';
import { NAME_FORMATS } from '../saml/saml-names.ts';
import type { SigningKey } from '../saml/signing-key.ts';
import type { PersonAttributes } from './person-attributes.ts';
import { type AnswerFacts, issuerElement, responseFrame } from './response-frame.ts';
import { encodeMessage, type SignedParts, signResponse } from './sign-response.ts';

/** How long an answer may be used. */
const VALID_MS = 5 * 60_000;
const BASIC_NAME = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic';

export interface SignInAnswer extends AnswerFacts {
  readonly attributes: PersonAttributes;
  /** What the sign-in has reached. */
  readonly level: SignInLevel;
}

const attributeElement = ([name, value]: readonly [string, string]): string =>
  `<saml:Attribute Name="${xmlText(name)}" NameFormat="${BASIC_NAME}">` +
  `<saml:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
  ` xsi:type="xs:string">${xmlText(value)}</saml:AttributeValue></saml:Attribute>`;

/** Only a sign-in with a password alone opens a session at the provider (spid.md 2.4). */
const authnStatement = (level: SignInLevel, instant: string): string =>
  `<saml:AuthnStatement AuthnInstant="${instant}"${level === 1 ? ` SessionIndex="${makeMessageId()}"` : ''}>` +
  `<saml:AuthnContext><saml:AuthnContextClassRef>${levelClass(level)}</saml:AuthnContextClassRef></saml:AuthnContext>` +
  '</saml:AuthnStatement>';

const subject = ({ provider, settings, requestId }: SignInAnswer, until: string): string =>
  `<saml:Subject><saml:NameID Format="${NAME_FORMATS.transient}" NameQualifier="${xmlText(provider.entityId)}">${makeMessageId()}</saml:NameID>` +
  `<saml:SubjectConfirmation Method="${BEARER}"><saml:SubjectConfirmationData InResponseTo="${xmlText(requestId)}"` +
  ` NotOnOrAfter="${until}" Recipient="${xmlText(acsUrl(settings))}"/>` +
  '</saml:SubjectConfirmation></saml:Subject>';

/** A Response to a sign-in that went well, without signatures. */
export const signInResponseXml = (answer: SignInAnswer): string => {
  const { provider, settings, attributes, level, at } = answer;
  const instant = at.toISOString();
  const until = new Date(at.getTime() + VALID_MS).toISOString();
  return responseFrame(
    answer,
    `<samlp:Status><samlp:StatusCode Value="${STATUS}Success"/></samlp:Status>` +
      `<saml:Assertion ID="${makeMessageId()}" Version="2.0" IssueInstant="${instant}">` +
      issuerElement(provider.federation, provider.entityId) +
      subject(answer, until) +
      `<saml:Conditions NotBefore="${instant}" NotOnOrAfter="${until}"><saml:AudienceRestriction>` +
      `<saml:Audience>${xmlText(settings.entityId)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
      authnStatement(level, instant) +
      `<saml:AttributeStatement>${Object.entries(attributes).map(attributeElement).join('')}</saml:AttributeStatement>` +
      '</saml:Assertion>',
  );
};

/** The field SAMLResponse of a sign-in that went well. */
export const makeSignInResponse = (answer: SignInAnswer, key: SigningKey, sign: SignedParts = 'assertion'): string =>
  encodeMessage(signResponse(signInResponseXml(answer), key, sign));
