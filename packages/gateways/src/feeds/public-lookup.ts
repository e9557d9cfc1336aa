import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { FeedProblem } from './feed-problem.ts';

/** Whether an address is on the public network: not private, loopback, link-local, shared, reserved, tunnelled… */
export const isPublicAddress = (address: string): boolean => ipaddr.process(address).range() === 'unicast';

/**
 * Resolves a name as usual, and refuses it when any of its addresses is not public. It is what the connection itself uses, so that
 * no name can answer one thing to the check and another to the connection.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error !== null || first === undefined) return callback(error, '', 0);
    if (!addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new FeedProblem('forbidden_address'), '', 0);
    }
    return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

/** A host that is an address is connected to without being looked up. @param hostname of a URL, with brackets around IPv6 */
export const refusePrivateHost = (hostname: string): void => {
  const host = hostname.replace(/^\[|\]$/gu, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new FeedProblem('forbidden_address');
};
