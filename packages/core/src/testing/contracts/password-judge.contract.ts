import { describe, expect, it } from '@jest/globals';
import type { PasswordJudge } from '../../ports/password-judge.ts';

/** The promise of `PasswordJudge`. */
export const passwordJudgeContract = (name: string, open: () => PasswordJudge): void => {
  describe(`${name} as a judge of passwords`, () => {
    const judge = open();

    it.each(['password1234', 'Password12345', '123456789012', 'qwertyuiopas', 'aaaaaaaaaaaa', 'x'.repeat(200)])(
      'finds %s easy to guess',
      async (password) => {
        expect(await judge.isGuessable(password, [])).toBe(true);
      },
    );

    it.each(['tramonto sul lago', 'una frase lunga', 'Xk3#vv9!qLmz', `parole a caso, ${'sempre diverse '.repeat(10)}`])(
      'finds %s good enough',
      async (password) => {
        expect(await judge.isGuessable(password, ['paola', 'conti'])).toBe(false);
      },
    );
  });
};
