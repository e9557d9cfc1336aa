import { describe, expect, it } from '@jest/globals';
import type { SecretBox } from '../../ports/secret-box.ts';

/** The promise of `SecretBox`. @param open one with the key of this number */
export const secretBoxContract = (name: string, open: (key: number) => SecretBox): void => {
  describe(`${name} as a secret box`, () => {
    const box = open(1);
    const sealed = box.seal('totp a', 'segreto è “così”');

    it('opens what it has sealed, also in another process with the same key', () => {
      expect(sealed).not.toContain('segreto');
      expect(open(1).open('totp a', sealed)).toBe('segreto è “così”');
      expect(box.open('', box.seal('', ''))).toBe('');
    });

    it('seals the same text in another way each time', () => {
      expect(box.seal('totp a', 'segreto è “così”')).not.toBe(sealed);
    });

    it('opens nothing in another context, with another key, or that was changed', () => {
      expect(box.open('totp b', sealed)).toBeNull();
      expect(open(2).open('totp a', sealed)).toBeNull();
      for (const at of [0, Math.floor(sealed.length / 2), sealed.length - 3]) {
        const other = sealed[at] === 'A' ? 'B' : 'A';
        expect(box.open('totp a', sealed.slice(0, at) + other + sealed.slice(at + 1))).toBeNull();
      }
      for (const nothing of ['', 'x', sealed.slice(0, 20), 'à\u0000']) expect(box.open('totp a', nothing)).toBeNull();
    });

    it('derives the same from the same context, and something else from any other or with another key', () => {
      const derived = box.derive('invito 1');
      expect(derived).toMatch(/^[0-9a-f]{64}$/u);
      expect(open(1).derive('invito 1')).toBe(derived);
      const all = [derived, box.derive('invito 2'), box.derive(''), open(2).derive('invito 1')];
      expect(new Set(all).size).toBe(all.length);
    });

    it('recognises what it has derived, and nothing else', () => {
      const derived = box.derive('invito 1');
      expect(box.isDerived('invito 1', derived)).toBe(true);
      expect(box.isDerived('invito 2', derived)).toBe(false);
      for (const other of ['', derived.slice(1), `${derived}0`, 'è', derived.toUpperCase()]) {
        expect(box.isDerived('invito 1', other)).toBe(false);
      }
    });
  });
};
