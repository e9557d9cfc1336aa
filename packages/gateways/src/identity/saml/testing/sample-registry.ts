import { BINDINGS, NAMESPACES } from '../saml-names.ts';

/** A key in metadata, its certificate with line breaks. */
export const keyDescriptor = (certificate: string, use = ' use="signing"'): string =>
  `<md:KeyDescriptor${use}><ds:KeyInfo xmlns:ds="${NAMESPACES.signature}"><ds:X509Data><ds:X509Certificate>\n${certificate
    .replaceAll(/.{64}/gu, '$&\n')
    .trim()}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;

/** Its places to end a session, by form and by redirect. */
const SLO = `<md:SingleLogoutService Binding="${BINDINGS.post}" Location="https://uno.example/post"/><md:SingleLogoutService Binding="${BINDINGS.redirect}" Location="https://uno.example/slo" ResponseLocation="https://uno.example/slo/risposta"/>`;
/** Its places for requests, by form and by redirect. */
export const SSO = `<md:SingleSignOnService Binding="${BINDINGS.post}" Location="https://uno.example/post"/><md:SingleSignOnService Binding="${BINDINGS.redirect}" Location="https://uno.example/sso?a=1&amp;b=2"/>`;
const ORGANIZATION =
  '<md:Organization><md:OrganizationName xml:lang="it">Uno S.p.A.</md:OrganizationName>' +
  '<md:OrganizationDisplayName xml:lang="en">One ID</md:OrganizationDisplayName>' +
  '<md:OrganizationDisplayName xml:lang="it"> Identità\n Uno </md:OrganizationDisplayName>' +
  '<md:OrganizationURL xml:lang="it">https://uno.example</md:OrganizationURL></md:Organization>';

/** The metadata of an invented provider. */
export const providerXml = (keys: string): string =>
  `<md:EntityDescriptor xmlns:md="${NAMESPACES.metadata}" entityID="https://uno.example" ID="_uno">` +
  `<md:IDPSSODescriptor protocolSupportEnumeration="${NAMESPACES.protocol}" WantAuthnRequestsSigned="true">` +
  `${keys}${SLO}<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>${SSO}` +
  `</md:IDPSSODescriptor>${ORGANIZATION}</md:EntityDescriptor>`;

/** A second one like the given one, of which little is known. */
export const otherXml = (provider: string): string =>
  provider
    .replace('https://uno.example"', 'https://due.example:8443/2"')
    .replace('ID="_uno"', 'ID="_due"')
    .replace(SLO, '')
    .replace(ORGANIZATION, '');

/** A list of entities as a federation publishes it, unsigned. */
export const list = (...entities: readonly string[]): string =>
  `<md:EntitiesDescriptor xmlns:md="${NAMESPACES.metadata}" ID="_elenco" Name="https://federazione.example">${entities.join('')}</md:EntitiesDescriptor>`;
