import { sign } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { ALGORITHMS } from './saml-names.ts';
import type { SigningKey } from './signing-key.ts';

const deflate = promisify(deflateRaw);
const signAsync = promisify(sign);

/**
 * The address that takes a message to its receiver by HTTP-Redirect: deflated, and signed over the query (RSA-SHA256, in the
 * order SAMLRequest or SAMLResponse, RelayState, SigAlg), with no signature in the XML.
 *
 * @param location of the receiver; may have a query of its own
 * @param relayState left out when it is null
 */
export const signedRedirect = async (
  location: string,
  message: { readonly field: 'SAMLRequest' | 'SAMLResponse'; readonly xml: string; readonly relayState: string | null },
  { privateKeyPem }: SigningKey,
): Promise<string> => {
  const deflated = await deflate(Buffer.from(message.xml, 'utf8'));
  const relay = message.relayState === null ? '' : `&RelayState=${encodeURIComponent(message.relayState)}`;
  const value = encodeURIComponent(deflated.toString('base64'));
  const signed = `${message.field}=${value}${relay}&SigAlg=${encodeURIComponent(ALGORITHMS.rsaSha256)}`;
  const signature = await signAsync('RSA-SHA256', Buffer.from(signed, 'utf8'), privateKeyPem);
  const query = `${signed}&Signature=${encodeURIComponent(signature.toString('base64'))}`;
  return `${location}${location.includes('?') ? '&' : '?'}${query}`;
};
