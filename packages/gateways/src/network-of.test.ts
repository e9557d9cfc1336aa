import { describe, expect, it } from '@jest/globals';
import { networkOf } from './network-of.ts';

describe('the network of an address', () => {
  it('is the address itself for IPv4, also as IPv6 writes it', () => {
    expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
    expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  });

  it('is the same for all that share the first 64 bits', () => {
    const network = networkOf('2001:db8:0:7::1');
    expect(network).toBe('2001:db8:0:7::/64');
    expect(networkOf('2001:0DB8:0000:0007:ffff:1:2:3')).toBe(network);
    expect(networkOf('2001:db8:0:8::1')).not.toBe(network);
    expect(networkOf('fe80::1%eth0')).toBe(networkOf('fe80::2'));
  });

  it('of what is no address is what was given', () => {
    for (const text of ['', 'unix:', '999.1.1.1', 'x'.repeat(500)]) expect(networkOf(text)).toBe(text);
  });
});
