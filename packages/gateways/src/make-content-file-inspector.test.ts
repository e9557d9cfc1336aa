import { describe, expect, it } from '@jest/globals';
import { makeContentFileInspector } from './make-content-file-inspector.ts';

const { inspect } = makeContentFileInspector();
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

const PNG = bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13], 'IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]);
const JPEG = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

describe('the inspector of files', () => {
  it('knows the types that the portal takes, by their content', async () => {
    expect(await inspect(bytes('%PDF-1.7\n1 0 obj'))).toBe('pdf');
    expect(await inspect(PNG)).toBe('png');
    expect(await inspect(JPEG)).toBe('jpeg');
  });

  it('knows no other', async () => {
    const others = [
      '',
      'ciao',
      '<html></html>',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'PK\u0003\u0004',
      'MZ\u0090',
      '#!/bin/sh',
      'GIF89a',
    ];
    for (const other of others) expect(await inspect(bytes(other))).toBeNull();
  });

  it('refuses a file that a browser could read as a page', async () => {
    expect(await inspect(bytes('%PDF-1.7\n<script>alert(1)</script>'))).toBeNull();
    expect(await inspect(bytes([...JPEG], '<svg onload=x>'))).toBeNull();
  });

  it('refuses a PDF with something before it', async () => {
    expect(await inspect(bytes('PK\u0003\u0004....%PDF-1.7\n'))).toBeNull();
  });
});
