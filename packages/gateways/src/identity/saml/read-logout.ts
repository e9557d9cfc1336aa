import { inflateRawSync } from 'node:zlib';
import { type IdentityProviderEntry, type LogoutMessage, ok, type Result, type SignInRefusal } from '@stanza/core';
import { base64Bytes, utf8Text } from './base64-field.ts';
import { elementsBelow, isNamed, parseXml } from './parse-xml.ts';
import { isRedirectVerified, type ReceivedRedirect, readRedirectQuery } from './received-redirect.ts';
import { notValid } from './rules.ts';
import { NAMESPACES } from './saml-names.ts';
import { verificationKeys } from './verification-keys.ts';
import { verifiedRoot } from './verified-root.ts';

const MOST_BYTES = 100 * 1024;
/** SAML allows 80 bytes, and some providers write more. */
const LONGEST_STATE = 1000;

/** A logout message of which nothing is believed yet. */
export interface ReadLogout {
  readonly kind: 'request' | 'response';
  readonly xml: string;
  readonly root: Element;
  /** As it came, which by redirect is signed with the message and in a form by nobody; null when there is none to give back. */
  readonly relayState: string | null;
  /** Null when it came by form: then its signature is in the XML. */
  readonly redirect: ReceivedRedirect | null;
}

const inflated = (bytes: Buffer): Result<Buffer, SignInRefusal> => {
  try {
    return ok(inflateRawSync(bytes, { maxOutputLength: MOST_BYTES }));
  } catch {
    return notValid('message_deflate'); // not deflated, or to more than a message has
  }
};

interface Encoded {
  readonly field: 'SAMLRequest' | 'SAMLResponse';
  readonly encoded: string;
  readonly relayState: string | null;
  readonly redirect: ReceivedRedirect | null;
}

const encodedIn = (message: LogoutMessage): Result<Encoded, SignInRefusal> => {
  if (message.binding === 'redirect') {
    const redirect = readRedirectQuery(message.query);
    return redirect.ok ? ok({ ...redirect.value, redirect: redirect.value }) : redirect;
  }
  const { SAMLRequest: request, SAMLResponse: response, RelayState: relayState = null } = message.form;
  if ((request === undefined) === (response === undefined)) return notValid('message_form');
  const field = request === undefined ? 'SAMLResponse' : 'SAMLRequest';
  return ok({ field, encoded: request ?? response ?? '', relayState, redirect: null });
};

const xmlIn = ({ encoded, redirect }: Encoded): Result<string, SignInRefusal> => {
  const bytes = base64Bytes(encoded, MOST_BYTES);
  if (!bytes.ok) return bytes;
  const plain = redirect === null ? bytes : inflated(bytes.value);
  return plain.ok ? utf8Text(plain.value) : plain;
};

const isStateToKeep = (state: string | null): boolean =>
  state !== null && state !== '' && state.length <= LONGEST_STATE;

/** Reads a message about a logout, strictly and within bounds: a request in the field of requests, an answer in that of answers. */
export const readLogout = (message: LogoutMessage): Result<ReadLogout, SignInRefusal> => {
  const encoded = encodedIn(message);
  if (!encoded.ok) return encoded;
  const xml = xmlIn(encoded.value);
  if (!xml.ok) return xml;
  const root = parseXml(xml.value);
  if (root === null) return notValid('message_xml');
  const [kind, name] =
    encoded.value.field === 'SAMLRequest'
      ? (['request', 'LogoutRequest'] as const)
      : (['response', 'LogoutResponse'] as const);
  if (!isNamed(root, NAMESPACES.protocol, name)) return notValid('logout_root');
  const { redirect, relayState } = encoded.value;
  return ok({ kind, xml: xml.value, root, redirect, relayState: isStateToKeep(relayState) ? relayState : null });
};

/**
 * What of a message its provider has signed: all of it by redirect, where the signature is over the query, else the bytes under
 * the signature inside. Null when there is no good signature, be it because there is none.
 */
export const verifiedLogout = async (
  { xml, root, redirect }: ReadLogout,
  { certificates }: IdentityProviderEntry,
): Promise<Element | null> => {
  const keys = verificationKeys(certificates);
  if (redirect !== null) return (await isRedirectVerified(redirect, keys)) ? root : null;
  if (elementsBelow(root).filter(({ localName }) => localName === 'Signature').length !== 1) return null;
  const signed = verifiedRoot({ xml, root }, keys, { mayBeWhole: false });
  return signed === null ? null : parseXml(signed);
};
