import { describe, expect, it } from '@jest/globals';
import { cleanText } from './text.ts';

describe('cleaned text', () => {
  it('stays as it is when it is cleaned again, also where a mark stood between a letter and its accent', () => {
    const once = cleanText('perche\u200B\u0301');
    expect(once).toBe('perché');
    expect(cleanText(once)).toBe(once);
  });
});
