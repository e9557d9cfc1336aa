import { ALGORITHMS } from './saml-names.ts';

/**
 * The methods of a signature that is believed, in XML as in a query, with Node's name for each: RSA and SHA-256 or stronger
 * (spid.md 2.3). SHA-384 is none of them: the libraries that verify XML do not know it.
 */
export const RSA_DIGESTS: ReadonlyMap<string, string> = new Map([
  [ALGORITHMS.rsaSha256, 'RSA-SHA256'],
  [ALGORITHMS.rsaSha512, 'RSA-SHA512'],
]);
