import type { PasswordJudge } from '@stanza/core';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Of a longer one the beginning is looked at: the work grows with the square of the length. */
const MAX_LOOKED_AT = 48;
/** From 0 to 4. At 3 it withstands a thief of the table for a while, and guessing at the sign-in for ever. */
const MIN_SCORE = 3;

/** Estimates guesses as attackers make them, from lists of passwords that were stolen elsewhere (zxcvbn). */
export const makePasswordJudge = (): PasswordJudge => {
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return {
    isGuessable: (password, known) => zxcvbn.check(password.slice(0, MAX_LOOKED_AT), [...known]).score < MIN_SCORE,
  };
};
