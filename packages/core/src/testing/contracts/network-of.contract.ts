import { describe, expect, it } from '@jest/globals';
import type { NetworkOf } from '../../ports/network-of.ts';

/** The promise of `NetworkOf`. */
export const networkOfContract = (name: string, networkOf: NetworkOf): void => {
  describe(`${name} as what knows the network of an address`, () => {
    it('takes an address of IPv4 as a network of its own, also as IPv6 writes it', () => {
      expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
      expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
      expect(networkOf('::FFFF:203.0.113.7')).toBe('203.0.113.7');
      expect(networkOf('203.0.113.8')).not.toBe(networkOf('203.0.113.7'));
    });

    it('takes as one all addresses of IPv6 that share the first 64 bits, however they are written', () => {
      const network = networkOf('2001:db8:0:7::1');
      for (const same of ['2001:0DB8:0000:0007:ffff:1:2:3', '2001:db8::7:0:0:0:1', '2001:db8:0:7::']) {
        expect(networkOf(same)).toBe(network);
      }
      for (const other of ['2001:db8:0:8::1', '2001:db8::7', '::7']) expect(networkOf(other)).not.toBe(network);
      expect(networkOf('fe80::1%eth0')).toBe(networkOf('fe80::2'));
    });

    it('takes what is no address as it is', () => {
      for (const text of ['', 'unix:', '999.1.1.1', 'x'.repeat(500)]) expect(networkOf(text)).toBe(text);
    });
  });
};
