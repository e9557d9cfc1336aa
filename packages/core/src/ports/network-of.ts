/**
 * The network of a network address, whose addresses are counted as one where something may be done only so often: whoever has an
 * address of IPv6 has the 2⁶⁴ of their network too, and takes another one for each try.
 *
 * Promise: an address of IPv4 is a network of its own, however it is written; two addresses of IPv6 are of one network when their
 * first 64 bits are the same; what is no address is taken as it is.
 */
export type NetworkOf = (address: string) => string;
