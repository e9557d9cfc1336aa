import { describe, expect, it } from '@jest/globals';
import { oneTimeCodesContract } from '@stanza/core/testing/contracts';
import { makeOneTimeCodes, oneTimeCodeAt } from './make-one-time-codes.ts';

oneTimeCodesContract('otpauth', () => ({ codes: makeOneTimeCodes(), codeAt: oneTimeCodeAt }));

describe('the codes of RFC 6238', () => {
  /** "12345678901234567890" in base32, as in its appendix B; of the eight digits there, apps show the last six. */
  const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [20_000_000_000, '353130', 666_666_666],
  ])('at second %i it is %s', (second, code, step) => {
    const time = new Date(second * 1_000);
    expect(oneTimeCodeAt(SECRET, time)).toBe(code);
    expect(makeOneTimeCodes().stepOf(SECRET, code, time)).toBe(step);
  });
});
