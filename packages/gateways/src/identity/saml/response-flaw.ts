import { acsUrl } from './addresses.ts';
import type { ExpectedAnswer } from './expected-answer.ts';
import { isBetween } from './instant.ts';
import { attributeOf, childElements, childrenNamed, isNamed, onlyChild, textOf } from './parse-xml.ts';
import { firstBroken, isMessageId } from './rules.ts';
import { NAME_FORMATS, NAMESPACES } from './saml-names.ts';

const { assertion: ASSERTION, protocol: PROTOCOL, signature: SIGNATURE } = NAMESPACES;

/** What a Response is made of; an encrypted assertion is none of it, because our metadata have no key for one. */
const PARTS: readonly (readonly [namespace: string, name: string])[] = [
  [ASSERTION, 'Issuer'],
  [SIGNATURE, 'Signature'],
  [PROTOCOL, 'Extensions'],
  [PROTOCOL, 'Status'],
  [ASSERTION, 'Assertion'],
];

const hasOnlyKnownParts = (response: Element): boolean =>
  childElements(response).every((child) => PARTS.some(([namespace, name]) => isNamed(child, namespace, name)));

const isEntityOrAbsent = (format: string | null): boolean => format === null || format === NAME_FORMATS.entity;

/**
 * The first rule that a Response breaks by what it says around its Assertion (spid.md 2.4); none of this is signed for sure.
 * @returns null when it is in order
 */
export const responseFlaw = (response: Element, { settings, provider, asked, now }: ExpectedAnswer): string | null => {
  const issuer = onlyChild(response, ASSERTION, 'Issuer');
  return firstBroken([
    ['response_id', isMessageId(attributeOf(response, 'ID'))],
    ['response_version', attributeOf(response, 'Version') === '2.0'],
    ['response_in_response_to', attributeOf(response, 'InResponseTo') === asked.requestId],
    ['response_issue_instant', isBetween(attributeOf(response, 'IssueInstant'), asked.askedAt, now)],
    ['response_destination', attributeOf(response, 'Destination') === acsUrl(settings)],
    ['response_issuer', textOf(issuer) === provider.entityId],
    ['response_issuer_format', isEntityOrAbsent(attributeOf(issuer, 'Format'))],
    ['response_encrypted', childrenNamed(response, ASSERTION, 'EncryptedAssertion').length === 0],
    ['response_parts', hasOnlyKnownParts(response)],
  ]);
};
