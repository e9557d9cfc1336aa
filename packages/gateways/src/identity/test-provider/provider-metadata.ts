import type { IdentityProviderEntry } from '@stanza/core';
import { xmlText } from '../saml/element.ts';
import { makeMessageId } from '../saml/message-id.ts';
import { BINDINGS, NAME_FORMATS, NAMESPACES } from '../saml/saml-names.ts';
import { signXml } from '../saml/sign-xml.ts';
import { certificateBase64, type SigningKey } from '../saml/signing-key.ts';

const logoutService = ({ logoutUrl, logoutAnswerUrl }: Omit<IdentityProviderEntry, 'certificates'>): string => {
  if (logoutUrl === null) return '';
  const answers = logoutAnswerUrl === null || logoutAnswerUrl === logoutUrl ? '' : logoutAnswerUrl;
  const elsewhere = answers === '' ? '' : ` ResponseLocation="${xmlText(answers)}"`;
  return `<md:SingleLogoutService Binding="${BINDINGS.redirect}" Location="${xmlText(logoutUrl)}"${elsewhere}/>`;
};

/** Signed metadata of a provider, with the certificate of its key, as the federation's file describes it. */
export const makeProviderMetadata = (
  provider: Omit<IdentityProviderEntry, 'certificates'>,
  key: SigningKey,
): string => {
  const texts = ['Name', 'DisplayName', 'URL'].map((part) => {
    const text = part === 'URL' ? provider.entityId : provider.name;
    return `<md:Organization${part} xml:lang="it">${xmlText(text)}</md:Organization${part}>`;
  });
  const xml =
    `<md:EntityDescriptor xmlns:md="${NAMESPACES.metadata}" ID="${makeMessageId()}" entityID="${xmlText(provider.entityId)}">` +
    `<md:IDPSSODescriptor protocolSupportEnumeration="${NAMESPACES.protocol}" WantAuthnRequestsSigned="true">` +
    `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="${NAMESPACES.signature}"><ds:X509Data>` +
    `<ds:X509Certificate>${certificateBase64(key.certificatePem)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>` +
    `${logoutService(provider)}<md:NameIDFormat>${NAME_FORMATS.transient}</md:NameIDFormat>` +
    `<md:SingleSignOnService Binding="${BINDINGS.redirect}" Location="${xmlText(provider.signInUrl)}"/>` +
    `</md:IDPSSODescriptor><md:Organization>${texts.join('')}</md:Organization></md:EntityDescriptor>`;
  return signXml(xml, key, { signed: '/*', after: null });
};
