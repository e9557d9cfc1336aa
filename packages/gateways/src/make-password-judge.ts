import type { PasswordJudge } from '@stanza/core';

/** Of a longer one the beginning is looked at: the work grows with the square of the length. */
const MAX_LOOKED_AT = 48;
/** From 0 to 4. At 3 it withstands a thief of the table for a while, and guessing at the sign-in for ever. */
const MIN_SCORE = 3;

/** Read when somebody first chooses a password: the lists are large, and few processes ever ask. */
const loadZxcvbn = async () => {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core');
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common');
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
};

/** Estimates guesses as attackers make them, from lists of passwords that were stolen elsewhere (zxcvbn). */
export const makePasswordJudge = (): PasswordJudge => {
  let loading: ReturnType<typeof loadZxcvbn> | undefined;
  return {
    async isGuessable(password, known) {
      loading ??= loadZxcvbn();
      const zxcvbn = await loading;
      return zxcvbn.check(password.slice(0, MAX_LOOKED_AT), [...known]).score < MIN_SCORE;
    },
  };
};
