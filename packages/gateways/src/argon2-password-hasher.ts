import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '@stanza/core';

/** OWASP's recommendation for argon2id; the work is done on a thread of its own. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Longest password, in bytes: beyond it hashing would be free work for an attacker. */
const MAX_BYTES = 1024;

const tooLong = (password: string): boolean => Buffer.byteLength(password) > MAX_BYTES;

/** Argon2id. `hash` throws a RangeError on a password of more than 1024 bytes, which `verify` says is wrong. */
export const makeArgon2PasswordHasher = (): PasswordHasher => {
  // Compared with when there is no account, so that the answer takes as long.
  const decoy = hash('decoy', PARAMETERS);
  return {
    async hash(password) {
      if (tooLong(password)) throw new RangeError('The password is longer than 1024 bytes');
      return hash(password, PARAMETERS);
    },
    async verify(password, stored) {
      if (tooLong(password)) return false;
      try {
        const matches = await verify(stored ?? (await decoy), password);
        return stored !== null && matches;
      } catch {
        return false;
      }
    },
  };
};
