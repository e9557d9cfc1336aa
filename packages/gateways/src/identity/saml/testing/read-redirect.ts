import { constants, createPublicKey, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

/** What the receiver of a redirect sees. */
export interface SeenRedirect {
  readonly origin: string;
  /** Names of the query in their order. */
  readonly names: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly xml: string;
}

/** Reads an address as its receiver would, by means that are not ours. */
export const readRedirect = (url: string): SeenRedirect => {
  const { origin, pathname, searchParams } = new URL(url);
  const parameters = Object.fromEntries(searchParams);
  const message = parameters.SAMLRequest ?? parameters.SAMLResponse ?? '';
  const xml = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
  return { origin: `${origin}${pathname}`, names: [...searchParams.keys()], parameters, xml };
};

/** Whether the signature is good over the query as it stands in the address, from the message to the algorithm. */
export const isRedirectSigned = (url: string, certificatePem: string): boolean => {
  const signed = /(?:SAMLRequest|SAMLResponse)=.*?(?=&Signature=)/u.exec(url)?.[0] ?? '';
  const signature = Buffer.from(new URL(url).searchParams.get('Signature') ?? '', 'base64');
  const key = { key: createPublicKey(certificatePem), padding: constants.RSA_PKCS1_PADDING };
  return verify('sha256', Buffer.from(signed), key, signature);
};
