import { describe, expect, it } from '@jest/globals';
import { passwordHasherContract } from '@stanza/core/testing/contracts';
import { makeArgon2PasswordHasher } from './argon2-password-hasher.ts';

passwordHasherContract('argon2', makeArgon2PasswordHasher);

describe('the argon2 password hasher', () => {
  const hasher = makeArgon2PasswordHasher();

  it('makes hashes of argon2id, never the same twice', async () => {
    const [one, other] = [await hasher.hash('uguale'), await hasher.hash('uguale')];
    expect(one).toMatch(/^\$argon2id\$/u);
    expect(one).not.toBe(other);
  });

  it('takes a password of no end for a wrong one, and refuses to hash what it would not verify', async () => {
    expect(await hasher.verify('x'.repeat(2000), await hasher.hash('x'))).toBe(false);
    await expect(hasher.hash('x'.repeat(2000))).rejects.toThrow(RangeError);
  });

  it('works beside the event loop, and works as well where there is no account', async () => {
    /** How often the event loop turned: not once, where the answer came without work. */
    const turnsWhile = async (work: Promise<unknown>): Promise<number> => {
      let turns = 0;
      let turning = setImmediate(function turn() {
        turns += 1;
        turning = setImmediate(turn);
      });
      await work;
      clearImmediate(turning);
      return turns;
    };
    const stored = await hasher.hash('una frase lunga');
    expect(await turnsWhile(hasher.hash('una frase lunga'))).toBeGreaterThan(1);
    expect(await turnsWhile(hasher.verify('una frase lunga', stored))).toBeGreaterThan(1);
    expect(await turnsWhile(hasher.verify('una frase lunga', null))).toBeGreaterThan(1);
  });
});
