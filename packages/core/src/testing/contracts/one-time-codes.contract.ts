import { describe, expect, it } from '@jest/globals';
import type { OneTimeCodes } from '../../ports/one-time-codes.ts';
import { NOW } from './stage.ts';

const secondsLater = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

/** The promise of `OneTimeCodes`. @param codeAt what the app of somebody with this secret shows */
export const oneTimeCodesContract = (
  name: string,
  open: () => { readonly codes: OneTimeCodes; codeAt(secret: string, time: Date): string },
): void => {
  describe(`${name} as codes of an authenticator app`, () => {
    const { codes, codeAt } = open();

    it('makes a secret that is another one each time, in base32', () => {
      const [one, other] = [codes.newSecret(), codes.newSecret()];
      expect(one).toMatch(/^[A-Z2-7]{32}$/u);
      expect(one).not.toBe(other);
    });

    it('takes the code that the app shows, also a step too early or too late, and says of which step it is', () => {
      const secret = codes.newSecret();
      const step = codes.stepOf(secret, codeAt(secret, NOW), NOW);
      expect(step).not.toBeNull();
      for (const seconds of [-30, 30]) {
        expect(codes.stepOf(secret, codeAt(secret, NOW), secondsLater(seconds))).toBe(step);
      }
      expect(codes.stepOf(secret, codeAt(secret, secondsLater(30)), secondsLater(30))).toBe((step ?? 0) + 1);
    });

    it('takes no code of another time or of another secret, and nothing that is no code', () => {
      const [secret, other] = [codes.newSecret(), codes.newSecret()];
      expect(codes.stepOf(secret, codeAt(secret, NOW), secondsLater(90))).toBeNull();
      expect(codes.stepOf(secret, codeAt(secret, NOW), secondsLater(-90))).toBeNull();
      expect(codes.stepOf(other, codeAt(secret, NOW), NOW)).toBeNull();
      for (const nothing of ['', '12345', '1234567', 'abcdef', '１２３４５６', '\u0000', '9'.repeat(1000)]) {
        expect(codes.stepOf(secret, nothing, NOW)).toBeNull();
      }
    });

    it('has an address for the app, with the secret, the ente and the account in it', () => {
      const secret = codes.newSecret();
      const uri = codes.uri(secret, 'Comune di Rovereto', 'a@comune.example');
      expect(uri).toMatch(/^otpauth:\/\/totp\//u);
      expect(uri).toContain(secret);
      expect(decodeURIComponent(uri)).toContain('Comune di Rovereto:a@comune.example');
    });
  });
};
