import {
  type IdentityFederation,
  ok,
  type Result,
  refuse,
  type SignInLevel,
  type SignInRefusal,
  type Territory,
  type VerifiedSignIn,
} from '@stanza/core';
import { assertionFlaw } from './assertion-flaw.ts';
import { requiredAttributes } from './attribute-sets.ts';
import type { ExpectedAnswer } from './expected-answer.ts';
import { levelOfClass } from './level-class.ts';
import { attributeOf, onlyChild, textOf } from './parse-xml.ts';
import { readAttributes } from './read-attributes.ts';
import { readIdentity } from './read-identity.ts';
import { readResponse } from './read-response.ts';
import { responseFlaw } from './response-flaw.ts';
import { statusRefusal } from './response-status.ts';
import { notValid } from './rules.ts';
import { NAMESPACES } from './saml-names.ts';
import { signatureFlaw } from './signature-flaw.ts';
import { verifiedAssertion } from './verified-assertion.ts';

const ASSERTION = NAMESPACES.assertion;

/** CIE signs in with the card, whatever was asked. */
const lowestLevel = ({ provider, asked }: ExpectedAnswer): SignInLevel =>
  provider.federation === 'cie' ? 3 : asked.level;

/** What a verified Assertion in order says. */
const signInOf = (
  assertion: Element,
  expected: ExpectedAnswer,
  territory: Territory,
): Result<VerifiedSignIn, SignInRefusal> => {
  const { provider } = expected;
  const statement = onlyChild(assertion, ASSERTION, 'AuthnStatement');
  const context = onlyChild(statement, ASSERTION, 'AuthnContext');
  const level = levelOfClass(textOf(onlyChild(context, ASSERTION, 'AuthnContextClassRef')));
  if (level === undefined || level < lowestLevel(expected)) return refuse({ code: 'level_too_low' });
  const attributes = readAttributes(assertion, requiredAttributes(provider.federation));
  if (!attributes.ok) return attributes;
  const verified = readIdentity(provider.federation, attributes.value, territory);
  if (!verified.ok) return verified;
  const nameId = onlyChild(onlyChild(assertion, ASSERTION, 'Subject'), ASSERTION, 'NameID');
  return ok({
    verified: verified.value,
    level,
    session: {
      federation: provider.federation,
      provider: provider.entityId,
      // Providers that write over several lines put spaces around it, in a logout perhaps others.
      nameId: textOf(nameId).trim(),
      nameQualifier: attributeOf(nameId, 'NameQualifier') ?? '',
      // Of the higher levels no session is kept (spid.md 2.4).
      sessionIndex: level === 1 ? attributeOf(statement, 'SessionIndex') || null : null,
    },
    assertionId: attributeOf(assertion, 'ID') ?? '',
  });
};

/**
 * Makes the check of what comes back from a provider (spid.md 2.4): what it says around the Assertion first, then the signatures,
 * then the Assertion, of which only bytes that were signed are read.
 */
export const makeVerifySignIn =
  (territory: Territory): IdentityFederation['verifySignIn'] =>
  async (settings, provider, asked, encoded, now) => {
    const expected: ExpectedAnswer = { settings, provider, asked, now };
    const read = readResponse(encoded);
    if (!read.ok) return read;
    const flawAround = responseFlaw(read.value.root, expected);
    if (flawAround !== null) return notValid(flawAround);
    const failed = statusRefusal(read.value.root);
    if (failed !== null) return failed;
    const flawOfSignature = signatureFlaw(read.value.root);
    if (flawOfSignature !== null) return notValid(flawOfSignature);
    const assertion = await verifiedAssertion(read.value, expected);
    if (!assertion.ok) return assertion;
    const flaw = assertionFlaw(assertion.value, expected);
    return flaw === null ? signInOf(assertion.value, expected, territory) : notValid(flaw);
  };
