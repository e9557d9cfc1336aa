import type { Federation } from '@stanza/core';
import { acsUrl } from './addresses.ts';
import type { ExpectedAnswer } from './expected-answer.ts';
import { hasBegun, isBetween, isNotOver } from './instant.ts';
import { levelOfClass } from './level-class.ts';
import { attributeOf, childElements, childrenNamed, isNamed, onlyChild, textOf } from './parse-xml.ts';
import { BEARER } from './response-names.ts';
import { firstBroken, isMessageId, type Rule } from './rules.ts';
import { NAME_FORMATS, NAMESPACES } from './saml-names.ts';

/** What identifies somebody is short (SAML core 8.3.8), and a session is found by it. */
const MOST_NAME_ID = 256;
const isShort = (text: string): boolean => text !== '' && text.length <= 1024;

const ASSERTION = NAMESPACES.assertion;
/** What conditions may hold: SAML says that one which is not understood makes an assertion void (SAML core 2.5.1). */
const CONDITIONS = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'];

/** Absent or in order. */
const isOptional = (value: string | null, isInOrder: (value: string) => boolean): boolean =>
  value === null || isInOrder(value);

/** SPID wants the Format of an Issuer, CIE leaves it out. */
const isIssuerFormat = (format: string | null, federation: Federation): boolean =>
  format === NAME_FORMATS.entity || (federation === 'cie' && format === null);

const envelopeRules = (assertion: Element, { provider, asked, now }: ExpectedAnswer): readonly Rule[] => {
  const issuer = onlyChild(assertion, ASSERTION, 'Issuer');
  return [
    ['assertion', isNamed(assertion, ASSERTION, 'Assertion')],
    ['assertion_id', isMessageId(attributeOf(assertion, 'ID'))],
    ['assertion_version', attributeOf(assertion, 'Version') === '2.0'],
    ['assertion_issue_instant', isBetween(attributeOf(assertion, 'IssueInstant'), asked.askedAt, now)],
    ['assertion_issuer', textOf(issuer) === provider.entityId],
    ['assertion_issuer_format', isIssuerFormat(attributeOf(issuer, 'Format'), provider.federation)],
  ];
};

const subjectRules = (assertion: Element, { settings, asked, now }: ExpectedAnswer): readonly Rule[] => {
  const subject = onlyChild(assertion, ASSERTION, 'Subject');
  const nameId = onlyChild(subject, ASSERTION, 'NameID');
  const confirmation = onlyChild(subject, ASSERTION, 'SubjectConfirmation');
  const data = onlyChild(confirmation, ASSERTION, 'SubjectConfirmationData');
  return [
    ['subject', subject !== null],
    ['name_id', textOf(nameId).trim() !== '' && textOf(nameId).length <= MOST_NAME_ID],
    ['name_id_format', attributeOf(nameId, 'Format') === NAME_FORMATS.transient],
    ['name_id_qualifier', isShort(attributeOf(nameId, 'NameQualifier')?.trim() ?? '')],
    ['subject_confirmation', confirmation !== null],
    ['subject_confirmation_method', attributeOf(confirmation, 'Method') === BEARER],
    ['subject_confirmation_data', data !== null],
    ['subject_recipient', attributeOf(data, 'Recipient') === acsUrl(settings)],
    ['subject_in_response_to', attributeOf(data, 'InResponseTo') === asked.requestId],
    ['subject_not_on_or_after', isNotOver(attributeOf(data, 'NotOnOrAfter'), now)],
    ['subject_not_before', isOptional(attributeOf(data, 'NotBefore'), (instant) => hasBegun(instant, now))],
  ];
};

const conditionRules = (assertion: Element, { settings, now }: ExpectedAnswer): readonly Rule[] => {
  const conditions = onlyChild(assertion, ASSERTION, 'Conditions');
  const restrictions = conditions === null ? [] : childrenNamed(conditions, ASSERTION, 'AudienceRestriction');
  const isForUs = (restriction: Element) =>
    childrenNamed(restriction, ASSERTION, 'Audience').some((audience) => textOf(audience) === settings.entityId);
  const isUnderstood = (condition: Element) => CONDITIONS.some((name) => isNamed(condition, ASSERTION, name));
  return [
    ['conditions', conditions !== null],
    ['conditions_not_before', hasBegun(attributeOf(conditions, 'NotBefore'), now)],
    ['conditions_not_on_or_after', isNotOver(attributeOf(conditions, 'NotOnOrAfter'), now)],
    ['audience_restriction', restrictions.length > 0],
    ['audience', restrictions.every(isForUs)],
    ['conditions_unknown', conditions === null || childElements(conditions).every(isUnderstood)],
  ];
};

const authnRules = (assertion: Element, now: Date): readonly Rule[] => {
  const statement = onlyChild(assertion, ASSERTION, 'AuthnStatement');
  const context = onlyChild(statement, ASSERTION, 'AuthnContext');
  const written = onlyChild(context, ASSERTION, 'AuthnContextClassRef');
  return [
    ['authn_statement', statement !== null],
    ['authn_instant', hasBegun(attributeOf(statement, 'AuthnInstant'), now)],
    ['authn_session_over', isOptional(attributeOf(statement, 'SessionNotOnOrAfter'), (end) => isNotOver(end, now))],
    ['authn_context', context !== null],
    ['authn_context_class', levelOfClass(textOf(written)) !== undefined],
  ];
};

/**
 * The first rule that a verified Assertion breaks, but for its level and attributes (spid.md 2.4).
 * @returns null when it is in order
 */
export const assertionFlaw = (assertion: Element, expected: ExpectedAnswer): string | null =>
  firstBroken([
    ...envelopeRules(assertion, expected),
    ...subjectRules(assertion, expected),
    ...conditionRules(assertion, expected),
    ...authnRules(assertion, expected.now),
  ]);
