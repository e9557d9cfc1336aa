import { describe, expect, it } from '@jest/globals';
import type { PasswordHasher } from '../../ports/password-hasher.ts';

/** The promise of `PasswordHasher`. */
export const passwordHasherContract = (name: string, open: () => PasswordHasher): void => {
  describe(`${name} as a hasher of passwords`, () => {
    const hasher = open();

    it('recognises the password and no other', async () => {
      const stored = await hasher.hash('una frase lùnga');
      expect(stored).not.toContain('una frase');
      expect(await hasher.verify('una frase lùnga', stored)).toBe(true);
      for (const other of ['una frase lùngA', 'una frase lùnga ', 'una frase', '', stored]) {
        expect(await hasher.verify(other, stored)).toBe(false);
      }
    });

    it('answers false, and does not throw, where there is no account or no real hash', async () => {
      const stored = await hasher.hash('una frase lunga');
      for (const none of [null, '', 'not a hash', '$argon2id$', stored.slice(0, -1), `${stored}=`]) {
        expect(await hasher.verify('una frase lunga', none)).toBe(false);
      }
    });

    it('answers false to whatever is tried without an account', async () => {
      for (const password of ['', 'decoy', 'null', 'x'.repeat(2000)]) {
        expect(await hasher.verify(password, null)).toBe(false);
      }
    });
  });
};
