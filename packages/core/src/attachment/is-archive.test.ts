import { describe, expect, it } from '@jest/globals';
import { isArchive, TAIL_BYTES } from './is-archive.ts';

/** Bytes written as text, one character for each. */
const bytes = (...parts: readonly string[]): Uint8Array =>
  Uint8Array.from([...parts.join('')].map((character) => character.charCodeAt(0)));
const number = (value: number, length: number): string =>
  Array.from({ length }, (_, index) => String.fromCharCode(Math.floor(value / 256 ** index) % 256)).join('');

const DIRECTORY = `PK\u0001\u0002${'\u0000'.repeat(43)}`;
const end = (comment = '', { entries = 0, length = 0, offset = 0 } = {}) =>
  `PK\u0005\u0006\0\0\0\0${number(entries, 2)}${number(entries, 2)}${number(length, 4)}${number(offset, 4)}${number(comment.length, 2)}${comment}`;
const ofFile = (file: Uint8Array): boolean => isArchive(file.subarray(-TAIL_BYTES), file.length);

describe('an archive', () => {
  it.each([
    ['whose end is that of the file', bytes('%PDF-1.7\n', end())],
    ['with a comment', bytes('%PDF-1.7\n', end('%%EOF'))],
    ['with the longest comment', bytes('%PDF-1.7\n', end('x'.repeat(65_535)))],
    ['with something after it', bytes('%PDF-1.7\n', DIRECTORY, end('', { entries: 1, length: 47 }), '\n%%EOF\n')],
    [
      'whose directory is where it says',
      bytes('%PDF-1.7\n', DIRECTORY, 'between', end('', { entries: 1, length: 47, offset: 9 }), '\n%%EOF\n'),
    ],
    [
      'whose directory is too far from the end to be seen',
      bytes('%PDF-1.7\n', 'x'.repeat(70_000), end('', { entries: 900, length: 70_000 }), '\n%%EOF\n'),
    ],
  ])('is one %s', (_what, file) => {
    expect(ofFile(file)).toBe(true);
  });

  it.each([
    ['a PDF', bytes('%PDF-1.7\n%%EOF')],
    ['the words alone', bytes('PK\u0005\u0006')],
    ['an end without a directory', bytes('%PDF-1.7\nstream ', end(), ' endstream %%EOF')],
    [
      'an end whose directory is not there',
      bytes('%PDF-1.7\n', end('', { entries: 1, length: 5, offset: 3 }), '\n%%EOF'),
    ],
    ['nothing', bytes()],
  ])('is not in %s', (_what, file) => {
    expect(ofFile(file)).toBe(false);
  });
});
