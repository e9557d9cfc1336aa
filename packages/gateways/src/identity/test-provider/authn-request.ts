import { createVerify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { ok, type Result, refuse, type ServiceProviderSettings, type SignInLevel } from '@stanza/core';
import { acsUrl } from '../saml/addresses.ts';
import { levelOfClass } from '../saml/level-class.ts';
import { attributeOf, isNamed, onlyChild, parseXml, textOf } from '../saml/parse-xml.ts';
import { RSA_DIGESTS } from '../saml/rsa-digests.ts';
import { NAMESPACES } from '../saml/saml-names.ts';

const MOST_BYTES = 64 * 1024;

/** What an AuthnRequest asks of a provider. */
export interface ParsedAuthnRequest {
  readonly requestId: string;
  readonly destination: string;
  /** entityID of who asks. */
  readonly issuer: string;
  readonly level: SignInLevel;
  readonly forceAuthn: boolean;
  /** Where the answer goes. */
  readonly acsUrl: string;
  /** Which set of attributes. */
  readonly attributeIndex: number;
  readonly relayState: string;
}

type RequestRefusal = { readonly code: 'not_valid'; readonly rule: string };

const inflated = (encoded: string): string => {
  try {
    return inflateRawSync(Buffer.from(encoded, 'base64'), { maxOutputLength: MOST_BYTES }).toString('utf8');
  } catch {
    return ''; // not deflated, or too much: no XML either way
  }
};

/** The signature of HTTP-Redirect is over the parameters as they were sent, encoding and all (SAML bindings 3.4.4.1). */
const isSigned = (query: string, parameters: URLSearchParams, certificatePem: string): boolean => {
  const digest = RSA_DIGESTS.get(parameters.get('SigAlg') ?? '');
  if (digest === undefined) return false;
  const sent = new Map(query.split('&').map((part) => [part.slice(0, part.indexOf('=')), part]));
  const signed = ['SAMLRequest', 'RelayState', 'SigAlg'].flatMap((name) => sent.get(name) ?? []).join('&');
  return createVerify(digest)
    .update(signed)
    .verify(certificatePem, parameters.get('Signature') ?? '', 'base64');
};

/** Whether the answer is to go there: by its index in the metadata, which has one, or by its address. */
const isFor = (request: Element, acs: string): boolean => {
  const index = attributeOf(request, 'AssertionConsumerServiceIndex');
  return index === null ? attributeOf(request, 'AssertionConsumerServiceURL') === acs : index === '0';
};

/**
 * Reads an AuthnRequest that came by redirect, as a provider of the federations does: nothing of one that the service provider
 * has not signed.
 *
 * @param query what stands behind the question mark, as it was sent
 * @param certificatePem the service provider's
 */
export const parseAuthnRequest = (
  query: string,
  settings: ServiceProviderSettings,
  certificatePem: string,
): Result<ParsedAuthnRequest, RequestRefusal> => {
  const not = (rule: string) => refuse({ code: 'not_valid', rule });
  const parameters = new URLSearchParams(query);
  if (!isSigned(query, parameters, certificatePem)) return not('request_signature');
  const request = parseXml(inflated(parameters.get('SAMLRequest') ?? ''));
  if (request === null || !isNamed(request, NAMESPACES.protocol, 'AuthnRequest')) return not('request_xml');
  const issuer = textOf(onlyChild(request, NAMESPACES.assertion, 'Issuer'));
  if (issuer !== settings.entityId) return not('request_issuer');
  const context = onlyChild(request, NAMESPACES.protocol, 'RequestedAuthnContext');
  const level = levelOfClass(textOf(onlyChild(context, NAMESPACES.assertion, 'AuthnContextClassRef')));
  if (level === undefined) return not('request_level');
  if (!isFor(request, acsUrl(settings))) return not('request_acs');
  return ok({
    requestId: attributeOf(request, 'ID') ?? '',
    destination: attributeOf(request, 'Destination') ?? '',
    issuer,
    level,
    forceAuthn: attributeOf(request, 'ForceAuthn') === 'true',
    acsUrl: acsUrl(settings),
    attributeIndex: Number(attributeOf(request, 'AttributeConsumingServiceIndex') ?? 0),
    relayState: parameters.get('RelayState') ?? '',
  });
};
