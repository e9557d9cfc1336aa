import { describe, expect, it } from '@jest/globals';
import { passwordJudgeContract } from '@stanza/core/testing/contracts';
import { makePasswordJudge } from './make-password-judge.ts';

passwordJudgeContract('zxcvbn', makePasswordJudge);

describe('the judge of passwords', () => {
  it('knows what many people have, written in any way', async () => {
    const judge = makePasswordJudge();
    for (const password of ['P4ssw0rd1234', 'iloveyouiloveyou', 'abcdefghijkl', 'giuseppe1980']) {
      expect([password, await judge.isGuessable(password, [])]).toEqual([password, true]);
    }
  });
});
