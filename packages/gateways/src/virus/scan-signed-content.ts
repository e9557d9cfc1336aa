import type { ScanVerdict, VirusScan, VirusScanner } from '@stanza/core';
import { signedContent } from './signed-content.ts';

/** Signatures around signatures; nobody signs more often. */
const MAX_DEPTH = 4;

/** The worst first. */
const ORDER: readonly ScanVerdict[] = ['infected', 'not-scannable', 'unavailable', 'clean'];
const worst = (...verdicts: readonly ScanVerdict[]): ScanVerdict =>
  ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'clean';

/**
 * Scans a `.p7m` and, besides, what was signed, and what was signed in that: scanners look at the outside alone. Where what was
 * signed cannot be taken out the file is not scannable.
 * @param scanner does the scanning
 */
export const scanSignedContent = (scanner: VirusScanner, depth = 0): VirusScanner => ({
  begin() {
    const outside = scanner.begin();
    const signed = signedContent();
    let inside: VirusScan | null = null;
    let tooDeep = false;
    const scanInside = async (parts: readonly Uint8Array[]): Promise<void> => {
      const content = Buffer.concat(parts);
      if (content.length === 0 || tooDeep) return;
      tooDeep = depth === MAX_DEPTH;
      if (tooDeep) return;
      inside ??= scanSignedContent(scanner, depth + 1).begin();
      await inside.write(content);
    };
    return {
      async write(chunk) {
        await outside.write(chunk);
        await scanInside(signed.write(chunk));
      },
      async end() {
        const { parts, mayHide } = signed.end();
        await scanInside(parts);
        const inner: Promise<ScanVerdict> = inside === null ? Promise.resolve('clean') : inside.end();
        return worst(await outside.end(), await inner, tooDeep || mayHide ? 'not-scannable' : 'clean');
      },
      close() {
        outside.close();
        inside?.close();
      },
    };
  },
});
