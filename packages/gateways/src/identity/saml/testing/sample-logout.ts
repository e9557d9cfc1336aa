import type { LogoutMessage } from '@stanza/core';
import { signedRedirect } from '../redirect-binding.ts';
import { signXml } from '../sign-xml.ts';
import type { SigningKey } from '../signing-key.ts';

const HEAD =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_messaggio" ' +
  'Version="2.0" IssueInstant="2026-03-02T10:00:00Z" Destination="https://stanza.example/forli/spid/logout"';
const ISSUER =
  '<saml:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" NameQualifier="https://idp.example">https://idp.example</saml:Issuer>';

/** A LogoutRequest as a provider writes it, in order in everything. */
export const LOGOUT_REQUEST =
  `<samlp:LogoutRequest ${HEAD}>${ISSUER}` +
  '<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" NameQualifier="https://idp.example">_persona</saml:NameID>' +
  '<samlp:SessionIndex>_sessione</samlp:SessionIndex></samlp:LogoutRequest>';

/** The answer of a provider to the request `_richiesta`. */
export const LOGOUT_RESPONSE =
  `<samlp:LogoutResponse ${HEAD} InResponseTo="_richiesta">${ISSUER}` +
  '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>';

const fieldOf = (xml: string): 'SAMLRequest' | 'SAMLResponse' =>
  xml.includes('LogoutResponse') ? 'SAMLResponse' : 'SAMLRequest';

/** The message by redirect, signed over its query. */
export const byRedirect = async (
  xml: string,
  key: SigningKey,
  relayState: string | null = 'stato',
): Promise<LogoutMessage & { readonly binding: 'redirect' }> => {
  const url = await signedRedirect('https://x.example', { field: fieldOf(xml), xml, relayState }, key);
  return { binding: 'redirect', query: new URL(url).search.slice(1) };
};

/** XML as a form brings it. */
export const inForm = (xml: string): LogoutMessage & { readonly binding: 'post' } => ({
  binding: 'post',
  form: { [fieldOf(xml)]: Buffer.from(xml, 'utf8').toString('base64') },
});

/** The message with its signature inside, where the schema wants it. */
export const signedInside = (xml: string, key: SigningKey): string =>
  signXml(xml, key, { signed: '/*', after: "/*/*[local-name(.)='Issuer']" });
