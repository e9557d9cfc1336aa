import { cleanText } from '@stanza/core';
import { z } from 'zod';
import { isLoopback } from './identity/is-loopback.ts';

/** A text of one line. */
export const plainText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((value) => cleanText(value) === value && !value.includes('\n'), 'must be a plain text of one line');

/** Whether an address is on this machine. */
export const isOnThisMachine = ({ hostname }: URL): boolean => isLoopback(hostname.replaceAll(/[[\]]/gu, ''));

/** Whether what goes to an address is read by nobody in between: over TLS, or to this machine, and with no password in the address. */
export const isProtectedAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isOnThisMachine(url));
};

/** Where passwords, keys and documents are sent to. */
export const endpointSchema = z
  .string()
  .max(500)
  .refine(isProtectedAddress, 'must be https, without user and password (http on this machine alone)');

/** What goes into a header of HTTP. */
export const headerText = (longest: number) =>
  plainText(longest).regex(/^[\x20-\x7e]+$/u, 'must be of ASCII characters alone');
