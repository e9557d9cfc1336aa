import { describe, expect, it } from '@jest/globals';
import { practiceIdSchema } from '@stanza/core';
import { v7 } from 'uuid';
import { readCursor, writeCursor } from './cursor.ts';

describe('a cursor', () => {
  it('says the date and the id where a page ended', () => {
    const cursor = { date: new Date('2026-03-02T10:30:15.123Z'), id: practiceIdSchema.parse(v7()) };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it.each([null, '', `1_${'0'.repeat(36)}`, `99999999999999999_${v7()}`, `-1_${v7()}`, `1_${v7()} `, `1.5_${v7()}`])(
    'is not %j, which was not given out',
    (text) => {
      expect(readCursor(text)).toBeNull();
    },
  );
});
