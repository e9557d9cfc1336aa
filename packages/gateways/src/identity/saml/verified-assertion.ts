import type { SAML } from '@node-saml/node-saml';
import { ok, type Result, type SignInRefusal } from '@stanza/core';
import { acsUrl } from './addresses.ts';
import type { ExpectedAnswer } from './expected-answer.ts';
import { hintedCertificates } from './hinted-certificates.ts';
import { childrenNamed, parseXml } from './parse-xml.ts';
import type { ReadResponse } from './read-response.ts';
import { notValid } from './rules.ts';
import { NAMESPACES } from './saml-names.ts';

/** With it the library leaves all times to us: it would look at its own clock. */
const NO_TIME_CHECKS = -1;

/** How the library says that a signature is not good. */
const ABOUT_SIGNATURE = /signature/iu;

const verifiedXml = async (verifier: SAML, xml: string): Promise<Result<string | undefined, SignInRefusal>> => {
  try {
    const SAMLResponse = Buffer.from(xml, 'utf8').toString('base64');
    const { profile } = await verifier.validatePostResponseAsync({ SAMLResponse });
    return ok(profile?.getAssertionXml?.());
  } catch (error) {
    // It also stumbles over some assertions that lack something.
    return notValid(error instanceof Error && !ABOUT_SIGNATURE.test(error.message) ? 'assertion_form' : 'signature');
  }
};

/**
 * The Assertion of a Response as its signature covers it; nothing else of the Response may be believed. node-saml makes the canonical
 * form of what was signed, compares its digest and gives the Assertion out of that form, never out of the document that came; it is
 * parsed anew here. The Response may carry a signature too, which must be as good: then the Assertion is the one inside of what that
 * one covers. Both must be of one of the provider's keys.
 */
export const verifiedAssertion = async (
  { xml, root }: ReadResponse,
  { settings, provider }: Pick<ExpectedAnswer, 'settings' | 'provider'>,
): Promise<Result<Element, SignInRefusal>> => {
  const certificates = hintedCertificates(root, provider.certificates);
  if (certificates.length === 0) return notValid('signature');
  // Takes long to load, and neither the worker nor the commands verify anything.
  const { SAML, ValidateInResponseTo } = await import('@node-saml/node-saml');
  const verifier = new SAML({
    issuer: settings.entityId,
    callbackUrl: acsUrl(settings),
    idpCert: [...certificates],
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: childrenNamed(root, NAMESPACES.signature, 'Signature').length > 0,
    validateInResponseTo: ValidateInResponseTo.never,
    audience: false,
    acceptedClockSkewMs: NO_TIME_CHECKS,
  });
  const verified = await verifiedXml(verifier, xml);
  if (!verified.ok) return verified;
  const assertion = verified.value === undefined ? null : parseXml(verified.value);
  return assertion === null ? notValid('signature') : ok(assertion);
};
