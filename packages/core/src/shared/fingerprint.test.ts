import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fingerprint } from './fingerprint.ts';

describe('the fingerprint of a text', () => {
  it('is short and always the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fingerprint(text)).toMatch(/^[0-9a-f]{16}$/u);
        expect(fingerprint(text)).toBe(fingerprint(text));
      }),
    );
  });

  it('differs for every other text', () => {
    const texts = Array.from({ length: 20_000 }, (_, index) => `Nota ${index}`);
    expect(new Set(['', ' ', '\n', ...texts].map(fingerprint)).size).toBe(texts.length + 3);
    const changedByOneLetter = fc.tuple(
      fc.string(),
      fc.string(),
      fc.tuple(fc.string({ minLength: 1, maxLength: 1 }), fc.string({ maxLength: 1 })),
    );
    fc.assert(
      fc.property(changedByOneLetter, ([before, after, [one, other]]) => {
        fc.pre(one !== other);
        expect(fingerprint(before + one + after)).not.toBe(fingerprint(before + other + after));
      }),
    );
  });
});
