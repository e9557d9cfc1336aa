import { describe, expect, it } from '@jest/globals';
import type { FileInspector } from '../../ports/file-inspector.ts';

/** Bytes written as text, one character for each. */
const bytes = (...parts: readonly string[]): Uint8Array =>
  Uint8Array.from([...parts.join('')].map((character) => character.charCodeAt(0)));

const PNG = '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\u000dIHDR\u0000\u0000\u0000\u0001\u0000\u0000\u0000\u0001\b\u0006';
const JPEG = '\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0001\u0000\u0000';
/** A sequence that begins with the type "signed data" (RFC 5652), with its length in one to five bytes. */
const SIGNED_DATA = '\u0006\u0009*\u0086H\u0086÷\r\u0001\u0007\u0002';
const P7M = [`0\u0080${SIGNED_DATA}`, `0\u0020${SIGNED_DATA}`, `0\u0082\u0008\u0000${SIGNED_DATA}`];

/** The promise of `FileInspector`. */
export const fileInspectorContract = (name: string, open: () => FileInspector): void => {
  describe(`${name} as an inspector of files`, () => {
    const { inspect } = open();

    it('knows the types that the portal takes, by their content', async () => {
      expect(await inspect(bytes('%PDF-1.7\n1 0 obj'))).toBe('pdf');
      expect(await inspect(bytes(PNG))).toBe('png');
      expect(await inspect(bytes(JPEG))).toBe('jpeg');
      for (const signed of P7M) expect(await inspect(bytes(signed, '\u0000'.repeat(50)))).toBe('p7m');
    });

    it.each([
      ['nothing', ''],
      ['text', 'ciao'],
      ['a beginning that is cut', '%PD'],
      ['HTML', '<!DOCTYPE html><html></html>'],
      ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
      ['an archive', 'PK\u0003\u0004'],
      ['a program for Windows', 'MZ\u0090'],
      ['a program for Linux', '\u007fELF\u0002\u0001\u0001'],
      ['a script', '#!/bin/sh'],
      ['another image', 'GIF89a\u0001\u0000\u0001\u0000'],
      ['ASN.1 that is not signed', '0\u0080\u0006\u0009*\u0086H\u0086÷\r\u0001\u0007\u0001'],
    ])('takes %s for none of them', async (_what, content) => {
      expect(await inspect(bytes(content))).toBeNull();
    });

    it('refuses what a browser could read as a page', async () => {
      expect(await inspect(bytes('%PDF-1.7\n<script>alert(1)</script>'))).toBeNull();
      expect(await inspect(bytes('%PDF-1.7\n<!doctype HTML>'))).toBeNull();
      expect(await inspect(bytes(JPEG, '<svg onload=x>'))).toBeNull();
      expect(await inspect(bytes(PNG, '<IFrame src=x>'))).toBeNull();
    });

    it('refuses an image that readers of PDF would open', async () => {
      expect(await inspect(bytes(JPEG, '\u0000'.repeat(900), '%PDF-1.7\n'))).toBeNull();
      expect(await inspect(bytes(PNG, '%PDF-1.7\n'))).toBeNull();
    });

    it('refuses a PDF with something before it', async () => {
      expect(await inspect(bytes('PK\u0003\u0004....%PDF-1.7\n'))).toBeNull();
      expect(await inspect(bytes('\n%PDF-1.7\n'))).toBeNull();
    });
  });
};
