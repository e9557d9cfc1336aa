import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Federation } from '@stanza/core';
import { describeWithXmlTools } from '../../../../../scripts/testing/describe-with-xml-tools.ts';
import { schemaProblems, signatureProblems } from '../../../../../scripts/testing/xml-tools.ts';
import { makeMetadata } from './metadata.ts';
import { NAMESPACES } from './saml-names.ts';
import { certificateBase64, type EnteKeys, type SigningKey } from './signing-key.ts';
import { childrenOf, only, readXml, type SeenElement } from './testing/read-xml.ts';
import { sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

const SIGNED = { namespace: NAMESPACES.metadata, name: 'EntityDescriptor' };
let keys: EnteKeys;
let next: SigningKey;
beforeAll(async () => {
  const made = () => sampleKey(sampleSettings('spid'));
  const [current, following] = await Promise.all([made(), made()]);
  [keys, next] = [{ current, next: null }, following];
});

const metadataOf = (federation: Federation): SeenElement => readXml(makeMetadata(sampleSettings(federation), keys));
const names = ({ children }: SeenElement): string[] => children.map(({ name }) => name);
const asked = (federation: Federation): (string | undefined)[][] =>
  childrenOf(only(metadataOf(federation), 'md:SPSSODescriptor'), 'md:AttributeConsumingService').map((service) =>
    childrenOf(service, 'md:RequestedAttribute').map(({ attributes }) => attributes.Name),
  );

describeWithXmlTools('metadata as others judge it', () => {
  it.each(['spid', 'cie'] as const)('are valid against the schemas and signed well: %s', async (federation) => {
    const xml = makeMetadata(sampleSettings(federation), keys);
    expect(await schemaProblems(xml, 'metadata')).toBe('');
    expect(await signatureProblems(xml, keys.current.certificatePem, SIGNED)).toBe('');
  });

  it.each(['spid', 'cie'] as const)('are so too while they announce the next key: %s', async (federation) => {
    const xml = makeMetadata(sampleSettings(federation), { ...keys, next });
    expect(await schemaProblems(xml, 'metadata')).toBe('');
    expect(await signatureProblems(xml, keys.current.certificatePem, SIGNED)).toBe('');
    expect(await signatureProblems(xml, next.certificatePem, SIGNED)).not.toBe('');
  });

  it('are not, when a letter of them is another', async () => {
    const xml = makeMetadata(sampleSettings('spid'), keys).replace('>c_d704<', '>c_d705<');
    expect(await schemaProblems(xml, 'metadata')).toBe('');
    expect(await signatureProblems(xml, keys.current.certificatePem, SIGNED)).not.toBe('');
    expect(await schemaProblems(xml.replace('>c_d705<', '><'), 'metadata')).not.toBe('');
  });
});

describe.each(['spid', 'cie'] as const)('metadata of %s', (federation) => {
  it('begin with one EntityDescriptor, which is ours and signed whole', () => {
    const settings = sampleSettings(federation);
    const xml = makeMetadata(settings, keys);
    expect(xml.startsWith('<md:EntityDescriptor ')).toBe(true);
    const entity = readXml(xml);
    expect(entity.attributes.entityID).toBe(settings.entityId);
    expect(entity.attributes.ID).toMatch(/^_[0-9a-f]{64}$/u);
    const signature = only(entity, 'ds:Signature');
    // Checkers verify it by the certificate that it brings along, and CIE wants it there.
    expect(only(signature, 'ds:KeyInfo').text).toBe(certificateBase64(keys.current.certificatePem));
    const info = only(signature, 'ds:SignedInfo');
    const reference = only(info, 'ds:Reference');
    expect(reference.attributes.URI).toBe(`#${entity.attributes.ID}`);
    expect(only(info, 'ds:CanonicalizationMethod').attributes.Algorithm).toBe(
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    );
    expect(only(info, 'ds:SignatureMethod').attributes.Algorithm).toBe(
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    );
    expect(only(reference, 'ds:DigestMethod').attributes.Algorithm).toBe('http://www.w3.org/2001/04/xmlenc#sha256');
    expect(only(reference, 'ds:Transforms').children.map(({ attributes }) => attributes.Algorithm)).toEqual([
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ]);
  });

  it('have their parts in the order of the rules', () => {
    const entity = metadataOf(federation);
    expect(names(entity)).toEqual(['ds:Signature', 'md:SPSSODescriptor', 'md:Organization', 'md:ContactPerson']);
    expect([...new Set(names(only(entity, 'md:SPSSODescriptor')))]).toEqual([
      'md:KeyDescriptor',
      'md:SingleLogoutService',
      'md:NameIDFormat',
      'md:AssertionConsumerService',
      'md:AttributeConsumingService',
    ]);
  });

  it('say how we speak and with which certificate', () => {
    const descriptor = only(metadataOf(federation), 'md:SPSSODescriptor');
    expect(descriptor.attributes).toEqual({
      protocolSupportEnumeration: 'urn:oasis:names:tc:SAML:2.0:protocol',
      AuthnRequestsSigned: 'true',
      WantAssertionsSigned: 'true',
    });
    const keyDescriptor = only(descriptor, 'md:KeyDescriptor');
    expect(keyDescriptor.attributes.use).toBe('signing');
    expect(keyDescriptor.text).toBe(certificateBase64(keys.current.certificatePem));
    expect(only(descriptor, 'md:NameIDFormat').text).toBe('urn:oasis:names:tc:SAML:2.0:nameid-format:transient');
  });

  it('announce the next certificate behind the current one, and change in nothing else', () => {
    const settings = sampleSettings(federation);
    const announced = only(readXml(makeMetadata(settings, { ...keys, next })), 'md:SPSSODescriptor');
    const [first, second, ...others] = announced.children;
    expect([first, second].map((one) => [one?.name, one?.attributes.use, one?.text])).toEqual([
      ['md:KeyDescriptor', 'signing', certificateBase64(keys.current.certificatePem)],
      ['md:KeyDescriptor', 'signing', certificateBase64(next.certificatePem)],
    ]);
    expect([first, ...others]).toEqual(only(metadataOf(federation), 'md:SPSSODescriptor').children);
  });

  it('have one place for answers, the default one, and one for the end of a session by each binding', () => {
    const descriptor = only(metadataOf(federation), 'md:SPSSODescriptor');
    expect(only(descriptor, 'md:AssertionConsumerService').attributes).toEqual({
      Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
      Location: `https://stanza.example/forli/${federation}/acs`,
      index: '0',
      isDefault: 'true',
    });
    const Location = `https://stanza.example/forli/${federation}/logout`;
    expect(childrenOf(descriptor, 'md:SingleLogoutService').map(({ attributes }) => attributes)).toEqual([
      { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', Location },
      { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location },
    ]);
  });

  it('name the ente with its accents, in Italian', () => {
    const { organization } = sampleSettings(federation);
    const written = only(metadataOf(federation), 'md:Organization').children;
    expect(written.map(({ name, text }) => [name, text])).toEqual([
      ['md:OrganizationName', 'Comune di Forlì'],
      ['md:OrganizationDisplayName', organization.displayName],
      ['md:OrganizationURL', organization.url],
    ]);
    expect(written.map(({ attributes }) => attributes)).toEqual(Array(3).fill({ 'xml:lang': 'it' }));
  });

  it('ask for no attribute twice, in sets with a number and a name', () => {
    const services = childrenOf(only(metadataOf(federation), 'md:SPSSODescriptor'), 'md:AttributeConsumingService');
    expect(services.map(({ attributes }) => attributes.index)).toEqual(services.map((_, index) => String(index)));
    for (const service of services) expect(only(service, 'md:ServiceName').text).not.toBe('');
    for (const set of asked(federation)) expect(new Set(set).size).toBe(set.length);
  });

  it('are the same bytes until the settings or the keys change', () => {
    const settings = sampleSettings(federation);
    const xml = makeMetadata(settings, keys);
    expect(makeMetadata(structuredClone(settings), structuredClone(keys))).toBe(xml);
    const id = readXml(xml).attributes.ID;
    expect(readXml(makeMetadata({ ...settings, ipaCode: 'c_h612' }, keys)).attributes.ID).not.toBe(id);
    expect(readXml(makeMetadata(settings, { current: next, next: null })).attributes.ID).not.toBe(id);
    expect(readXml(makeMetadata(settings, { ...keys, next })).attributes.ID).not.toBe(id);
  });
});

describe('what SPID wants', () => {
  it('is a contact of the kind "other" with the code of IndicePA, of a public body', () => {
    const contact = only(metadataOf('spid'), 'md:ContactPerson');
    expect(contact.attributes).toEqual({ contactType: 'other' });
    expect(contact.children.map(({ name, text }) => [name, text])).toEqual([
      ['md:Extensions', 'c_d70400606620409'],
      ['md:Company', 'Comune di Forlì'],
      ['md:EmailAddress', 'spid@forli.example'],
      ['md:TelephoneNumber', '+390543712111'],
    ]);
    expect(names(only(contact, 'md:Extensions'))).toEqual(['spid:IPACode', 'spid:FiscalCode', 'spid:Public']);
    expect(metadataOf('spid').attributes['xmlns:spid']).toBe('https://spid.gov.it/saml-extensions');
  });

  it('is that what is not known is left out', () => {
    const settings = sampleSettings('spid');
    const bare = { ...settings, fiscalCode: null, contact: { ...settings.contact, telephone: null } };
    const contact = only(readXml(makeMetadata(bare, keys)), 'md:ContactPerson');
    expect(names(contact)).toEqual(['md:Extensions', 'md:Company', 'md:EmailAddress']);
    expect(names(only(contact, 'md:Extensions'))).toEqual(['spid:IPACode', 'spid:Public']);
  });

  it('is one set of attributes for each need', () => {
    expect(asked('spid')).toEqual([
      ['spidCode', 'name', 'familyName', 'fiscalNumber', 'dateOfBirth', 'placeOfBirth', 'email', 'mobilePhone'],
      ['spidCode', 'name', 'familyName', 'fiscalNumber'],
    ]);
  });
});

describe('what CIE wants', () => {
  it('is a contact of the kind "administrative" with the Comune where the ente sits', () => {
    const contact = only(metadataOf('cie'), 'md:ContactPerson');
    expect(contact.attributes).toEqual({ contactType: 'administrative' });
    expect(only(contact, 'md:Extensions').children.map(({ name, text }) => [name, text])).toEqual([
      ['cie:Public', ''],
      ['cie:IPACode', 'c_d704'],
      ['cie:Municipality', 'D704'],
    ]);
    expect(only(contact, 'md:Company').text).toBe('Comune di Forlì');
    expect(metadataOf('cie').attributes['xmlns:cie']).toBe('https://www.cartaidentita.interno.gov.it/saml-extensions');
  });

  it('is the four attributes of the card', () => {
    expect(asked('cie')).toEqual([['name', 'familyName', 'dateOfBirth', 'fiscalNumber']]);
  });
});
