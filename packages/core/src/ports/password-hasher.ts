/**
 * Passwords of operators, argon2id.
 *
 * Promise: the work is done off the event loop; `verify` never throws on a malformed hash (it answers false) and takes
 * about the same time whether or not `hash` is null, so that sign-in does not tell whether an account exists.
 */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** @param hash the stored hash, or null when there is no such account */
  verify(password: string, hash: string | null): Promise<boolean>;
}
