import { createHash } from 'node:crypto';
import type { ServiceProviderSettings } from '@stanza/core';
import { acsUrl, logoutUrl } from './addresses.ts';
import { attributeSets } from './attribute-sets.ts';
import { contactPerson } from './contact-person.ts';
import { element, xmlText } from './element.ts';
import { BINDINGS, NAME_FORMATS, NAMESPACES } from './saml-names.ts';
import { signXml } from './sign-xml.ts';
import { certificateBase64, type EnteKeys, type SigningKey } from './signing-key.ts';

const keyDescriptor = ({ certificatePem }: SigningKey): string =>
  element(
    'md:KeyDescriptor',
    { use: 'signing' },
    element(
      'ds:KeyInfo',
      {},
      element('ds:X509Data', {}, element('ds:X509Certificate', {}, certificateBase64(certificatePem))),
    ),
  );

const attributeServices = ({ federation }: ServiceProviderSettings): string[] =>
  attributeSets(federation).map(({ index, name, attributes }) =>
    element(
      'md:AttributeConsumingService',
      { index: String(index) },
      // CIE wants the name of a set in no language (technical manual, "Attribute Consuming Service").
      element('md:ServiceName', { 'xml:lang': federation === 'cie' ? '' : 'it' }, xmlText(name)),
      ...attributes.map((attribute) => element('md:RequestedAttribute', { Name: attribute })),
    ),
  );

const descriptor = (settings: ServiceProviderSettings, { current, next }: EnteKeys): string =>
  element(
    'md:SPSSODescriptor',
    {
      AuthnRequestsSigned: 'true',
      WantAssertionsSigned: 'true',
      protocolSupportEnumeration: NAMESPACES.protocol,
    },
    keyDescriptor(current),
    ...(next === null ? [] : [keyDescriptor(next)]),
    element('md:SingleLogoutService', { Binding: BINDINGS.redirect, Location: logoutUrl(settings) }),
    element('md:SingleLogoutService', { Binding: BINDINGS.post, Location: logoutUrl(settings) }),
    element('md:NameIDFormat', {}, NAME_FORMATS.transient),
    element('md:AssertionConsumerService', {
      Binding: BINDINGS.post,
      Location: acsUrl(settings),
      index: '0',
      isDefault: 'true',
    }),
    ...attributeServices(settings),
  );

const organization = ({ organization: { name, displayName, url } }: ServiceProviderSettings): string =>
  element(
    'md:Organization',
    {},
    element('md:OrganizationName', { 'xml:lang': 'it' }, xmlText(name)),
    element('md:OrganizationDisplayName', { 'xml:lang': 'it' }, xmlText(displayName)),
    element('md:OrganizationURL', { 'xml:lang': 'it' }, xmlText(url)),
  );

const entityDescriptor = (settings: ServiceProviderSettings, children: readonly string[], id: string): string =>
  element(
    'md:EntityDescriptor',
    {
      'xmlns:md': NAMESPACES.metadata,
      'xmlns:ds': NAMESPACES.signature,
      [`xmlns:${settings.federation}`]: NAMESPACES[settings.federation],
      entityID: settings.entityId,
      ID: id,
    },
    ...children,
  );

/**
 * The signed metadata of an ente as a service provider (spid.md 2.1; CIE: its technical manual, "Federazione").
 *
 * The same settings and keys make the same bytes, at any time and in any process: the ID is a digest of the content, and an
 * RSA signature (PKCS #1 v1.5) has no randomness. There is no XML declaration: UTF-8 is what XML means without one.
 * @param keys the current one signs; the next one is only announced
 * @throws when a key is none
 */
export const makeMetadata = (settings: ServiceProviderSettings, keys: EnteKeys): string => {
  const children = [descriptor(settings, keys), organization(settings), contactPerson(settings)];
  const digest = createHash('sha256')
    .update(entityDescriptor(settings, children, ''))
    .digest('hex');
  return signXml(entityDescriptor(settings, children, `_${digest}`), keys.current, { signed: '/*', after: null });
};
