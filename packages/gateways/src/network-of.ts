import type { NetworkOf } from '@stanza/core';
import ipaddr from 'ipaddr.js';

/** In groups of 16 bits. */
const NETWORK_PARTS = 4;

/** By `ipaddr.js`. */
export const networkOf: NetworkOf = (address) => {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const parts = parsed.parts.slice(0, NETWORK_PARTS).map((part) => part.toString(16));
  return `${parts.join(':')}::/64`;
};
