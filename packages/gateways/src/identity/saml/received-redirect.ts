import { type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { ok, type Result, type SignInRefusal } from '@stanza/core';
import { RSA_DIGESTS } from './rsa-digests.ts';
import { notValid } from './rules.ts';

const verifyAsync = promisify(verify);

const FIELDS = ['SAMLRequest', 'SAMLResponse'] as const;
const NAMES: readonly string[] = [...FIELDS, 'RelayState', 'SigAlg', 'Signature'];

/** A query with a message: its parameters as they were sent, still encoded. */
export interface ReceivedRedirect {
  readonly field: (typeof FIELDS)[number];
  /** The message, decoded once: base64. */
  readonly encoded: string;
  /** Decoded once; null when it is not there. */
  readonly relayState: string | null;
  /** What its signature is over. */
  readonly signed: string;
  readonly algorithm: string;
  readonly signature: string;
}

const decoded = (value: string): string | null => {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return null; // a percent sign with nothing behind it
  }
};

/** Each parameter that counts, as it was sent; null when one is there twice: which of them was signed? */
const sentParameters = (query: string): ReadonlyMap<string, string> | null => {
  const sent = new Map<string, string>();
  for (const part of query.replace(/^\?/u, '').split('&')) {
    const [name = '', ...rest] = part.split('=');
    if (!NAMES.includes(name)) continue;
    if (sent.has(name)) return null;
    sent.set(name, rest.join('='));
  }
  return sent;
};

/** Reads the query of HTTP-Redirect; of what is no SAML parameter nothing is looked at. */
export const readRedirectQuery = (query: string): Result<ReceivedRedirect, SignInRefusal> => {
  const sent = sentParameters(query);
  const [field, ...otherFields] = FIELDS.filter((name) => sent?.has(name));
  if (!sent || field === undefined || otherFields.length > 0) return notValid('message_query');
  const sentAs = (name: string) => decoded(sent.get(name) ?? '');
  const [encoded, algorithm, signature] = [sentAs(field), sentAs('SigAlg'), sentAs('Signature')];
  const relayState = sentAs('RelayState');
  if (encoded === null || algorithm === null || signature === null || relayState === null) {
    return notValid('message_query');
  }
  const signed = [field, 'RelayState', 'SigAlg']
    .flatMap((name) => (sent.has(name) ? [`${name}=${sent.get(name)}`] : []))
    .join('&');
  return ok({ field, encoded, relayState: sent.has('RelayState') ? relayState : null, signed, algorithm, signature });
};

/** Whether one of the keys has signed the query, by RSA and SHA-2; without a signature it is not. */
export const isRedirectVerified = async (
  { signed, algorithm, signature }: ReceivedRedirect,
  keys: readonly KeyObject[],
): Promise<boolean> => {
  const digest = RSA_DIGESTS.get(algorithm);
  if (digest === undefined || signature === '') return false;
  const bytes = Buffer.from(signature, 'base64');
  for (const key of keys) {
    if (await verifyAsync(digest, Buffer.from(signed, 'utf8'), key, bytes)) return true;
  }
  return false;
};
