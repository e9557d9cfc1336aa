import { describe, expect, it } from '@jest/globals';
import { makeArgon2PasswordHasher } from './argon2-password-hasher.ts';

describe('the argon2 password hasher', () => {
  const hasher = makeArgon2PasswordHasher();

  it('recognises the password and no other', async () => {
    const stored = await hasher.hash('una frase lunga');
    expect(stored).toMatch(/^\$argon2id\$/u);
    expect(await hasher.verify('una frase lunga', stored)).toBe(true);
    expect(await hasher.verify('una frase lungA', stored)).toBe(false);
  });

  it('never gives the same hash twice', async () => {
    expect(await hasher.hash('uguale')).not.toBe(await hasher.hash('uguale'));
  });

  it('answers false, and does not throw, where there is no account, no real hash or no end of password', async () => {
    expect(await hasher.verify('decoy', null)).toBe(false);
    expect(await hasher.verify('x', 'not a hash')).toBe(false);
    expect(await hasher.verify('x'.repeat(2000), await hasher.hash('x'))).toBe(false);
  });

  it('refuses to hash what it would not verify', async () => {
    await expect(hasher.hash('x'.repeat(2000))).rejects.toThrow(RangeError);
  });
});
