import { ok, type Result, type SignInRefusal } from '@stanza/core';
import { base64Bytes, utf8Text } from './base64-field.ts';
import { attributeOf, isNamed, parseXml } from './parse-xml.ts';
import { isMessageId, notValid } from './rules.ts';
import { NAMESPACES } from './saml-names.ts';

/** A real one has 6 to 20 KB. */
const MOST_BYTES = 64 * 1024;

/** A Response of which nothing is believed. */
export interface ReadResponse {
  readonly xml: string;
  readonly root: Element;
}

/** Decodes the field SAMLResponse: base64, of a reasonable size, XML that is read strictly, a Response. */
export const readResponse = (encoded: string): Result<ReadResponse, SignInRefusal> => {
  const bytes = base64Bytes(encoded, MOST_BYTES);
  if (!bytes.ok) return bytes;
  const text = utf8Text(bytes.value);
  if (!text.ok) return text;
  const xml = text.value;
  const root = parseXml(xml);
  if (root === null) return notValid('message_xml');
  return isNamed(root, NAMESPACES.protocol, 'Response') ? ok({ xml, root }) : notValid('message_response');
};

/**
 * It is parsed here and once more in `verifySignIn`, which need not believe who calls it: less than a twentieth of a
 * sign-in (`npm run bench:login`).
 * @see IdentityFederation.answeredRequest
 */
export const answeredRequest = (
  encoded: string,
): Result<{ readonly requestId: string; readonly xml: string }, SignInRefusal> => {
  const read = readResponse(encoded);
  if (!read.ok) return read;
  const requestId = attributeOf(read.value.root, 'InResponseTo');
  return isMessageId(requestId) ? ok({ requestId, xml: read.value.xml }) : notValid('response_in_response_to');
};
