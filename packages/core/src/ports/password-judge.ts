/**
 * Knows which passwords are tried first.
 *
 * Promise: says yes to those that many people have, to keyboard rows, dates and repetitions; says no to some words that do not
 * belong together; takes no longer for a longer text than for one of some dozen characters.
 */
export interface PasswordJudge {
  /** @param known words that say something of whoever has the password: their name, their address */
  isGuessable(password: string, known: readonly string[]): Promise<boolean>;
}
