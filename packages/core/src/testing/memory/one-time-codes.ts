import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { OneTimeCodes } from '../../ports/one-time-codes.ts';
import type { PasswordJudge } from '../../ports/password-judge.ts';
import { asBytes } from './text.ts';

const STEP_MS = 30_000;
const stepAt = (time: Date): number => Math.floor(time.getTime() / STEP_MS);
const codeOf = (secret: string, step: number): string =>
  String(Number.parseInt(bytesToHex(sha256(asBytes(`${secret} ${step}`))).slice(0, 12), 16) % 1_000_000).padStart(
    6,
    '0',
  );

/** What an authenticator app of somebody in memory shows. */
export const memoryCodeAt = (secret: string, time: Date): string => codeOf(secret, stepAt(time));

/** Codes that no app would show, but with the rules of those that one does. */
export const makeMemoryOneTimeCodes = (): OneTimeCodes => {
  let count = 0;
  return {
    newSecret() {
      count += 1;
      const digits = [...String(count).padStart(26, '0')].map((digit) => String.fromCharCode(65 + Number(digit)));
      return `SECRET${digits.join('')}`;
    },
    uri: (secret, issuer, account) => `otpauth://totp/${encodeURIComponent(issuer)}:${account}?secret=${secret}`,
    stepOf(secret, code, now) {
      const here = stepAt(now);
      return [here, here - 1, here + 1].find((step) => codeOf(secret, step) === code) ?? null;
    },
  };
};

const COMMON = ['password', '123456', 'qwerty'];

/** Knows a handful of passwords. */
export const makeMemoryPasswordJudge = (): PasswordJudge => ({
  isGuessable: async (password) =>
    COMMON.some((common) => password.toLowerCase().startsWith(common)) || new Set(password).size < 3,
});
